using SwapScore.Cli.Progress;
using SwapScore.Search.Pruning;
using SwapScore.Torch;
using SwapScore.Workflows.Search.Pruning;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore prune</c>: finds an architecture by pruning a super-network, as TE-NAS does.</summary>
internal sealed class PruneCommand : ProductCommand
{
    private static readonly PruningOptions Standard = new();

    private readonly Option<string> _space = ParsedOption.Space("Search space whose edges choose among operations: nasbench201 or darts", "nasbench201");
    private readonly Option<int> _perRound = ParsedOption.Count("--per-round", "Operations removed per edge and round", Standard.PerRound, 100);
    private readonly Option<int> _repeats = ParsedOption.Count("--repeats", "Initialisations to average per measurement", Standard.Repeats, 1000);
    private readonly Option<string?> _output = ParsedOption.Output("DIR", "Run folder: config.json, environment.json, history.jsonl, result.json, report.html, figures");

    public PruneCommand(SharedOptions shared, CommandContext context)
        : base("prune", "Find an architecture by pruning a super-network (TE-NAS)", shared, context)
    {
        Start = new StartOptions("search", _output);
        AddOptions([
            _space, shared.Task, _perRound, _repeats, shared.Data, shared.BatchSize, shared.ImageSize, shared.Seed, shared.Threads, shared.Device, _output,
            .. Start.All, .. shared.Store.All, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore prune", "NAS-Bench-201 on the built-in images"),
        ("swapscore prune --data data_batch_1.bin --output runs/pruned", "on CIFAR-10; go on with --resume"),
        ("swapscore prune --space darts --per-round 3", "both cells of DARTS, in steps as large as published"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        run.Progress.Words = new ProgressWords("pruning", "measured", "networks");
        var options = ReadOptions(parsed);
        var outcome = await run.WriteAsync(() => run.Workflows.PruneAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false);
        if (outcome.Folder is { } folder) run.Messages.Next("export", folder, "--network", "full", "--output", "found.onnx");
        return run.CodeOf(outcome);
    }

    private PruneSessionOptions ReadOptions(ParseResult parsed)
    {
        var start = Start!.Read(parsed);
        var space = PruneSessionOptions.FindSpace(parsed.GetRequiredValue(_space), Context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(Shared.Task));
        var pruning = new PruningOptions
        {
            PerRound = parsed.GetRequiredValue(_perRound),
            Repeats = parsed.GetRequiredValue(_repeats),
            Seed = parsed.GetRequiredValue(Shared.Seed),
            Device = parsed.GetRequiredValue(Shared.Device),
        }.Validated();
        TorchLibrary.Require(pruning.Device);
        return new PruneSessionOptions
        {
            Space = space,
            Task = task,
            Samples = Shared.ReadSamples(parsed, task),
            Pruning = pruning,
            Threads = Shared.ReadThreads(parsed),
            Folder = parsed.GetValue(_output),
            Start = start,
        };
    }
}
