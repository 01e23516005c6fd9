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
        var outcome = await Context.Workflows.MergeStudyAsync(shards, output, hasChoice).ConfigureAwait(false);
        return run.Write(outcome);
    }

    private ExitCode MergeStores(string[] paths, string path, CommandOutput run) =>
        WorkflowSessions.MergeStores(Context.Workflows, paths, path, run.Notes) == 0 ? ExitCode.Success : ExitCode.PartlyFailed;
}
