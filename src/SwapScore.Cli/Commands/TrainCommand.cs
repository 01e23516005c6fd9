using System.Globalization;
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
        var outcome = await run.RunAsync(() => WorkflowSessions.TrainAsync(options, run.Progress, run.Notes, Context.Interruption.Token)).ConfigureAwait(false);
        run.Report(outcome.FileFaults);
        run.WriteFile(() => outcome.WriteReport(CommandText.ToRepeat(Context.Arguments)));
        run.Results.Write(outcome.Table, () => outcome.Document, outcome.Details);
        var result = outcome.Training.Result;
        run.Messages.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Accuracy:0.00} % of {result.Count} images right, by {outcome.Training.Network.Parameters} parameters · {options.Protocol.Name} · seed {options.Seed} · {run.Seconds:0} s"));
        if (outcome.Folder is { } folder)
        {
            run.Messages.Note($"weights, model and log are in {folder}; the report is {Path.Combine(folder, TrainOutcome.ReportName)}");
            run.Messages.Note($"next: {CommandText.Write(["evaluate", folder, "--data", options.Source.Path])}");
        }

        return ExitCode.Success;
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
