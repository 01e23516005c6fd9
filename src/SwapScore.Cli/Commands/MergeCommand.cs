using SwapScore.Store;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore merge</c>: several stores become one, for instance those of several machines.</summary>
internal sealed class MergeCommand : ProductCommand
{
    private readonly Argument<string[]> _stores = new("STORE") { Description = "Stores whose results are added", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Store that the results are added to; it is made where there is none", HelpName = "FILE", Required = true };

    public MergeCommand(SharedOptions shared, CommandContext context)
        : base("merge", "Add the results of stores to one store, for instance those of several machines", shared, context)
    {
        Add(_stores);
        Add(_output);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore merge first.db second.db --output all.db", "a command with --store all.db then finds the results of both"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var clock = Context.Workflows.Clock;
        var stores = parsed.GetRequiredValue(_stores).Select(path => SqliteScoreStore.Open(path, WorkflowContext.Version, clock)).ToList();
        using var output = new SqliteScoreStore(parsed.GetRequiredValue(_output), WorkflowContext.Version, clock);
        var code = ExitCode.Success;
        foreach (var store in stores)
        {
            using (store)
            {
                var (added, known, damaged) = output.Merge(store);
                run.Messages.Note($"{store.Path}: {added} results added, {known} were in {output.Path} before");
                if (damaged == 0) continue;
                run.Messages.Warning($"{store.Path}: {damaged} results are damaged and left out; they are computed again when they are asked for");
                code = ExitCode.PartlyFailed;
            }
        }

        return new(code);
    }
}
