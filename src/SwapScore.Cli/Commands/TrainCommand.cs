using SwapScore.Cli.Progress;
using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore train ARCHITECTURE</c>: trains an architecture on images.</summary>
internal sealed class TrainCommand : ProductCommand
{
    private readonly Argument<string> _architecture = new("ARCHITECTURE") { Description = "Name or text of the architecture to train, or the run folder of the search that found it" };
    private readonly Option<string> _space = ParsedOption.Space("Search space of the architecture (see 'swapscore space list')");
    private readonly LearningOptions _training = new();
    private readonly Option<string?> _output = ParsedOption.Output(
        "DIR", "Run folder: config.json, log.csv, checkpoints, weights.safetensors, model.onnx, result.json, report.html, curves");

    public TrainCommand(SharedOptions shared, CommandContext context)
        : base("train", "Train an architecture on images", shared, context)
    {
        Start = new StartOptions("training", _output);
        Add(_architecture);
        AddOptions([_space, .. _training.All(shared), _output, .. Start.All, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore train RESNET --space nasbench201 --data cifar10 --output runs/resnet", "a short training; go on with --resume"),
        ("swapscore train DARTS_V2 --data cifar10 --preset darts-cifar10 --device cuda --output runs/v2", "as the DARTS paper trains, on a graphics card"),
        ("swapscore train runs/search-1 --data photos --image-size 64 --channels 16 --layers 8", "what a search has found, small, on photographs"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        run.Progress.Words = new ProgressWords("training", "trained", "steps");
        var options = ReadOptions(parsed);
        var outcome = await run.WriteAsync(() => run.Workflows.TrainAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false);
        if (outcome.Folder is { } folder) run.Messages.Next("evaluate", folder, "--data", options.Source.Path);
        return run.CodeOf(outcome);
    }

    private TrainOptions ReadOptions(ParseResult parsed)
    {
        var start = Start!.Read(parsed);
        var (space, architecture, _) = Context.Workflows.FindArchitecture(parsed.GetRequiredValue(_architecture), parsed.GetRequiredValue(_space));
        return new TrainOptions
        {
            Space = space,
            Architecture = architecture,
            Source = _training.ReadSource(parsed, Shared),
            Protocol = _training.ReadProtocol(parsed),
            Seed = parsed.GetRequiredValue(Shared.Seed),
            Device = _training.ReadDevice(parsed),
            Threads = _training.ReadThreads(parsed),
            Folder = parsed.GetValue(_output),
            Start = start,
        };
    }
}
