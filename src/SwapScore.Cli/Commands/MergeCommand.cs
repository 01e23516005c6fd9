using System.Text.Json.Nodes;
using SwapScore.Store;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore merge</c>: what several machines have computed becomes one: the shards of a study, or stores.</summary>
internal sealed class MergeCommand : ProductCommand
{
    private readonly Argument<string[]> _shards = new("SHARD") { Description = "Run folders of all shards of a study, or stores whose results are added", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Run folder that is made, or store that the results are added to", HelpName = "PATH", Required = true };

    public MergeCommand(SharedOptions shared, CommandContext context)
        : base("merge", "Put together what several machines have computed: shards of a study, or stores", shared, context)
    {
        Add(_shards);
        AddOptions(_output, shared.Statistics);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore merge shards/1 shards/2 --output runs/darts", "the study that 'swapscore study darts' with --shard 1/2 and 2/2 has computed"),
        ("swapscore merge first.db second.db --output all.db", "a command with --store all.db then finds the results of both"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var (shards, output) = (parsed.GetRequiredValue(_shards), parsed.GetRequiredValue(_output));
        if (!shards.Any(Directory.Exists)) return MergeStores(shards, output, run);
        var hasChoice = parsed.GetValue(Shared.Statistics) == StudyStatisticsChoice.Choosing;
        var study = await Context.Workflows.MergeStudyAsync(shards, output, hasChoice).ConfigureAwait(false);
        run.Results.Write(study);
        run.Messages.Note($"{shards.Length} shards are put together in {output}");
        return study.Document["failures"] is JsonArray { Count: > 0 } ? ExitCode.PartlyFailed : ExitCode.Success;
    }

    private ExitCode MergeStores(string[] paths, string path, CommandOutput run)
    {
        var clock = Context.Workflows.Clock;
        var stores = paths.Select(one => SqliteScoreStore.Open(one, WorkflowContext.Version, clock)).ToList();
        using var output = new SqliteScoreStore(path, WorkflowContext.Version, clock);
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

        return code;
    }
}
