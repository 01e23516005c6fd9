using SwapScore.Data.Text;
using SwapScore.Studies.Ablation;
using SwapScore.Workflows.Studies.Ablation;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore ablate</c>: what the settings of a metric are worth.</summary>
internal sealed class AblateCommand : ProductCommand
{
    private readonly Option<string> _space = ParsedOption.Space("Search space (see 'swapscore space list')");
    private readonly Option<string> _truth = new("--truth") { Description = "Table of ground truth (architectures and accuracies)", HelpName = "FILE", Required = true };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Folder of the studies and results; the same command continues an interrupted run", HelpName = "DIR", Required = true };
    private readonly Option<string?> _grid = ParsedOption.Text("--grid", "FILE", "JSON file of the grid; options on the command line override it");
    private readonly Option<string[]> _data = ParsedOption.List(
        "--data", "Samples to try, separated by commas, as in 'study'; default: natural32", "PATH|natural32|noise,…");
    private readonly Option<int[]> _batchSizes = ParsedOption.Counts("--batch-size", "Batch sizes to try, separated by commas; default: 16");
    private readonly Option<int[]> _sides = ParsedOption.Counts("--image-size", "Sides of the images to try, separated by commas; default: that of the data set");
    private readonly Option<int[]> _repeats = ParsedOption.Counts("--repeats", "Numbers of initialisations to try, separated by commas; default: 32");
    private readonly Option<string[]> _initializers = ParsedOption.List(
        "--initializer", "Initialisers to try, separated by commas: scoring, benchmark, gaussian, kaiming, fan-in-uniform, transformer; default: auto (that of the space)", "A,B");
    private readonly Option<int?> _seeds = ParsedOption.OptionalCount("--seeds", "Number of seeds, counted up from --seed; default: 5", 1000);

    public AblateCommand(SharedOptions shared, CommandContext context)
        : base("ablate", "Measure how correlations depend on batch size, input size, data, repeats and initialiser", shared, context)
    {
        AddOptions([
            _truth, _output, _space, shared.Task, _grid, _data, _batchSizes, _sides, _repeats, _initializers, _seeds,
            shared.Seed, shared.Metric, shared.Threads, shared.Device, shared.BackEnd, shared.Limit, .. shared.Store.All, .. shared.OfText, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore ablate --truth DARTS_archs_CIFAR10.csv --batch-size 8,16,32,64,128 --data data_batch_1.bin --output ablation", "batch size, as in Figure 10"),
        ("swapscore ablate --truth DARTS_archs_CIFAR10.csv --image-size 3,6,12,24,32 --data natural32,noise --output ablation", "side of the input, images against noise"),
        ("swapscore ablate --truth DARTS_archs_CIFAR10.csv --grid grid.json --seeds 3 --output ablation", "a grid of your own"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var (space, task) = ReadSpace(parsed, _space);
        var options = new AblationOptions
        {
            Space = space,
            Task = task,
            Grid = ReadGrid(parsed).Validated(),
            Truth = parsed.GetRequiredValue(_truth),
            Evaluation = Shared.ReadScoring(parsed, AblationOptions.ReadMetrics(parsed.GetRequiredValue(Shared.Metric)), repeats: 1),
            Vocabulary = parsed.GetValue(Shared.Vocabulary),
            TextField = parsed.GetValue(Shared.TextField) ?? TokenBatch.DefaultField,
            SequenceLength = parsed.GetValue(Shared.SequenceLength),
            Threads = Shared.ReadThreads(parsed),
            Limit = parsed.GetValue(Shared.Limit),
            Folder = parsed.GetRequiredValue(_output),
        };
        return run.CodeOf(await run.WriteAsync(() => run.Workflows.AblateAsync(options, run.Progress, run.Stop)).ConfigureAwait(false));
    }

    protected override void Explain(WorkInterruptedException stopped, Messages messages) =>
        messages.Plain("interrupted; what is done is saved, and the same command goes on");

    private AblationGrid ReadGrid(ParseResult parsed)
    {
        var grid = parsed.GetValue(_grid) is { } path ? AblationGrid.Read(path) : new AblationGrid();
        return grid with
        {
            Data = parsed.GetValue(_data) is [_, ..] data ? data : grid.Data,
            BatchSizes = parsed.GetValue(_batchSizes) is [_, ..] batchSizes ? batchSizes : grid.BatchSizes,
            Sides = parsed.GetValue(_sides) is [_, ..] sides ? [.. sides.Select(side => (int?)side)] : grid.Sides,
            Repeats = parsed.GetValue(_repeats) is [_, ..] repeats ? repeats : grid.Repeats,
            Initializers = parsed.GetValue(_initializers) is [_, ..] initializers ? initializers : grid.Initializers,
            Seeds = parsed.GetValue(_seeds) ?? grid.Seeds,
        };
    }
}
