using SwapScore.Cli.Progress;
using SwapScore.Spaces;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore train ARCHITECTURE</c>: trains an architecture on images.</summary>
internal sealed class TrainCommand : ProductCommand
{
    private static readonly ProgressWords Words = new("training", "trained", "steps");

    private readonly Argument<string> _architecture = new("ARCHITECTURE") { Description = "Name or text of the architecture to train, or the run folder of the search that found it" };
    private readonly Option<string> _space = ParsedOption.Space("Search space of the architecture (see 'swapscore space list')");
    private readonly LearningOptions _training = new();
    private readonly Option<string?> _output = ParsedOption.Output(
        "DIR", "Run folder: config.json, log.csv, checkpoints, weights.safetensors, model.onnx, result.json, report.html, curves");

    private readonly StartOptions _start;

    public TrainCommand(SharedOptions shared, CommandContext context)
        : base("train", "Train an architecture on images", shared, context)
    {
        _start = new StartOptions("training", _output);
        Add(_architecture);
        Add(_space);
        _training.AddTo(this, shared);
        Add(_output);
        _start.AddTo(this);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore train RESNET --space nasbench201 --data cifar10 --output runs/resnet", "a short training; go on with --resume"),
        ("swapscore train DARTS_V2 --data cifar10 --preset darts-cifar10 --device cuda --output runs/v2", "as the DARTS paper trains, on a graphics card"),
        ("swapscore train runs/search-1 --data photos --image-size 64 --channels 16 --layers 8", "what a search has found, small, on photographs"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        run.Progress.Words = Words;
        var options = ReadOptions(parsed);
        var outcome = await run.WriteAsync(() => run.Workflows.TrainAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false);
        if (outcome.Folder is { } folder) run.Messages.Next("evaluate", folder, "--data", options.Source.Path);
        return run.CodeOf(outcome);
    }

    protected override void Explain(WorkInterruptedException stopped, Messages messages) =>
        messages.Interrupted(stopped, CommandText.ToResume(Context.Arguments), "give --output DIR to be able to resume");

    /// <exception cref="UsageException">A setting is out of range.</exception>
    /// <exception cref="UnavailableException">The device is not there.</exception>
    private TrainOptions ReadOptions(ParseResult parsed)
    {
        var start = _start.Read(parsed);
        var text = parsed.GetRequiredValue(_architecture);
        var found = RunFolderResult.Read(text);
        var space = SearchSpaces.Find(found?.Space ?? parsed.GetRequiredValue(_space), Context.Workflows.Spaces);
        return new TrainOptions
        {
            Space = space,
            Architecture = SearchSpaces.Parse(space, found?.Architecture ?? text),
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
