using SwapScore.Cli.Progress;
using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore truth</c>: trains a sample of architectures into a table that studies read.</summary>
internal sealed class TruthCommand : ProductCommand
{
    private readonly Option<string> _space = ParsedOption.Space("Search space of the architectures (see 'swapscore space list')", "nasbench201");
    private readonly Option<int?> _count = ParsedOption.OptionalCount("--count", "Number of different architectures to draw from the space; default: 24", 100_000);
    private readonly ListOptions _list = new("architectures to train instead");
    private readonly LearningOptions _training = new();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Run folder: config.json, truth.csv", HelpName = "DIR", Required = true };

    public TruthCommand(SharedOptions shared, CommandContext context)
        : base("truth", "Train a sample of architectures into a table of their accuracies", shared, context)
    {
        Start = new StartOptions("table", _output);
        AddOptions([_space, _count, .. _list.All, .. _training.All(shared), _output, .. Start.All, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore truth --count 24 --data cifar10 --images 5000 --epochs 4 --layers 1 --output runs/truth", "24 cells of NAS-Bench-201, small and short"),
        ("swapscore study nasbench201 --truth runs/truth/truth.csv --metric all", "which metric ranks them, on these images"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        run.Progress.Words = new ProgressWords("training", "trained", "steps");
        var options = ReadOptions(parsed);
        var outcome = await run.WriteAsync(() => run.Workflows.TrainTruthAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false);
        run.Messages.Next("study", options.Space.Name, "--truth", options.TablePath);
        return Conclude(run, outcome, _list);
    }

    private OwnTruthOptions ReadOptions(ParseResult parsed)
    {
        var start = Start!.Read(parsed);
        var space = SearchSpaces.Find(parsed.GetRequiredValue(_space), Context.Workflows.Spaces);
        parsed.RequireOne(_list.File, _count);
        return new OwnTruthOptions
        {
            Space = space,
            Architectures = _list.Read(parsed, space, Context.Terminal.In) is { } listed
                ? [.. listed.Select(entry => space.Parse(entry.Text)).DistinctBy(architecture => architecture.Text)]
                : OwnTruthOptions.Draw(space, parsed.GetValue(_count) ?? 24, parsed.GetRequiredValue(Shared.Seed)),
            Source = _training.ReadSource(parsed, Shared),
            Folder = parsed.GetRequiredValue(_output)!,
            Protocol = _training.ReadProtocol(parsed),
            Seed = parsed.GetRequiredValue(Shared.Seed),
            Device = _training.ReadDevice(parsed),
            Threads = _training.ReadThreads(parsed),
            Start = start,
        };
    }
}
