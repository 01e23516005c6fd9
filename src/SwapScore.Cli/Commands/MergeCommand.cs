using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Store;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore merge</c>: several stores become one, for instance those of several machines.</summary>
internal sealed class MergeCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly Argument<string[]> _stores = new("STORE") { Description = "Stores whose results are added", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Store that the results are added to; it is made where there is none", HelpName = "FILE", Required = true };

    public MergeCommand(SharedOptions shared, CommandContext context)
        : base("merge", "Add the results of stores to one store, for instance those of several machines")
    {
        (_shared, _context) = (shared, context);
        Add(_stores);
        Add(_output);
        SetAction(Execute);
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore merge first.db second.db --output all.db", "a command with --store all.db then finds the results of both"),
    ];

    private int Execute(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        var clock = _context.Workflows.Clock;
        var stores = parsed.GetRequiredValue(_stores).Select(path => SqliteScoreStore.Open(path, WorkflowContext.Version, clock)).ToList();
        using var output = new SqliteScoreStore(parsed.GetRequiredValue(_output), WorkflowContext.Version, clock);
        var allDamaged = 0;
        foreach (var store in stores)
        {
            using (store)
            {
                var (added, known, damaged) = output.Merge(store);
                run.Messages.Note($"{store.Path}: {added} results added, {known} were in {output.Path} before");
                if (damaged > 0) run.Messages.Warning($"{store.Path}: {damaged} results are damaged and left out; they are computed again when they are asked for");
                allDamaged += damaged;
            }
        }

        return (int)(allDamaged == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }
}
