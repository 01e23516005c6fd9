using System.Globalization;
using SwapScore.Cli.Commands;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Studying;
using SwapScore.Data;
using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Reports.Charts;
using SwapScore.Spaces;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Torch;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Reproducing;

/// <summary>What artefacts are made with: published data, studies that are kept, and the settings of the run.</summary>
/// <param name="run">The running command.</param>
/// <param name="context">What it runs in.</param>
/// <param name="data">The published data.</param>
/// <param name="cache">Where studies are kept.</param>
/// <param name="settings">Settings of the run.</param>
internal sealed class Workshop(CommandOutput run, CommandContext context, DataFolder data, StudyCache cache, WorkshopSettings settings)
{
    public const int StandardBatchSize = 16;
    public const int TransformerBatchSize = 32;

    // Eigenvalues of hundreds of channels: most of the time of a comparison, so a quick one goes without.
    private const string CostliestMetric = "meco";

    private readonly Dictionary<string, StudyReport> _reports = [];
    private readonly DataCollection _collection = new(data.Path);
    private readonly SortedSet<string> _substituted = new(StringComparer.Ordinal);

    /// <summary>Metrics of convolutional networks that are compared with each other; those of gradients where they can be computed.</summary>
    public static IReadOnlyList<string> ConvolutionalMetrics { get; } =
    [
        "swap", "swap-regularised", "nwot", "zen", "meco", "linear-regions", "l2-norm",
        "grad-norm", "snip", "grasp", "fisher-faithful", "plain", "synflow", "jacov", "epe-nas", "zico",
    ];

    /// <summary>Metrics of Transformers, in the order of Table I.</summary>
    public static IReadOnlyList<string> TransformerMetrics { get; } = ["swap", "attention-confidence", "softmax-confidence", "activation-distance"];

    /// <summary>Metrics of Transformers that need gradients, in the order of Table I.</summary>
    public static IReadOnlyList<string> TransformerGradients { get; } =
        ["synaptic-saliency-faithful", "synaptic-diversity-faithful", "head-importance-faithful", "jacobian-score-faithful", "dss"];

    public WorkshopSettings Settings => settings;

    /// <summary>Data sets the studies so far would have taken, had they been there, and what to type for them.</summary>
    public IReadOnlyCollection<string> Substituted => _substituted;

    /// <summary>Why metrics of gradients are not computed; null when they are.</summary>
    public string? NoGradients { get; } = settings.IsQuick ? "a quick run leaves them out" : ReasonForNoGradients();

    /// <summary>SWAP-Score, plain and regularised, on every row of a benchmark.</summary>
    public Task<StudyReport> StudyAsync(Benchmark benchmark) => StudyAsync(
        benchmark, ["swap", "swap-regularised"], [], settings.IsQuick ? 1 : benchmark.Repeats, settings.IsQuick ? benchmark.QuickRows : null);

    /// <summary>All metrics on the first rows of a benchmark, one initialisation: some of them cost a hundred times as much as SWAP-Score.</summary>
    public Task<StudyReport> CompareAsync(Benchmark benchmark)
    {
        var job = Job(benchmark.Space, benchmark.Task, benchmark.Table, benchmark.Space);
        var hasLabels = context.Workflows.LoadBatch(job.Samples).Labels is not null;
        var metrics = ConvolutionalMetrics.Select(name => TorchMetrics.Catalogue.Find(name)!)
            .Where(metric => (metric.Needs != MetricNeeds.Gradients || NoGradients is null) && (metric.Scope != MetricScope.Labels || hasLabels))
            .Where(metric => !settings.IsQuick || metric.Name != CostliestMetric)
            .Select(metric => metric.Name).ToList();
        return StudyAsync(benchmark, metrics, benchmark.PublishedMetrics.Select(name => TableMetric.Prefix + name), 1, settings.IsQuick ? benchmark.QuickComparedRows : benchmark.ComparedRows, settings.Device);
    }

    /// <summary>The study of the published Transformers, built as the published code built them.</summary>
    /// <param name="hasPublished">Whether the table of published metrics is there and is correlated too.</param>
    public Task<StudyReport> TransformersAsync(bool hasPublished)
    {
        var job = Job("flexibert-faithful", "glue", "flexibert", "flexibert");
        return StudyAsync(job with
        {
            Published = hasPublished ? data.PathOf(PublishedFiles.Find("flexibert-metrics")) : null,
            Samples = job.Samples with { Count = TransformerBatchSize },
            Options = new EvaluationOptions { Metrics = [.. TransformerMetrics], Repeats = 1, Seed = settings.Seed },
            Columns = [.. TransformerMetrics, .. hasPublished ? PublishedTransformerMetrics.Columns : []],
            Limit = settings.IsQuick ? 60 : null,
        });
    }

    /// <summary>Metrics of gradients on the first of the Transformers, which they cost most of the time of.</summary>
    public Task<StudyReport> TransformerGradientsAsync()
    {
        var job = Job("flexibert-faithful", "glue", "flexibert", "flexibert");
        return StudyAsync(job with
        {
            Samples = job.Samples with { SequenceLength = 64 },
            Options = new EvaluationOptions { Metrics = [.. TransformerGradients], Repeats = 1, Seed = settings.Seed, Device = settings.Device },
            Columns = TransformerGradients,
            Limit = settings.IsQuick ? 20 : 60,
        });
    }

    /// <summary>An ablation of <c>swap</c> on the DARTS networks.</summary>
    public Task<IReadOnlyList<AblationPoint>> AblateDartsAsync(AblationGrid grid) => AblateAsync(
        Job("darts", "cifar10", "darts", "darts"),
        grid with { Repeats = [settings.IsQuick ? 4 : 16], Seeds = settings.IsQuick ? 2 : 5 },
        settings.IsQuick ? 200 : null);

    /// <summary>An ablation of <c>swap</c> on the Transformers; texts are cut short, and only the first encoders are taken.</summary>
    public Task<IReadOnlyList<AblationPoint>> AblateTransformersAsync(AblationGrid grid)
    {
        var job = Job("flexibert-faithful", "glue", "flexibert", "flexibert");
        return AblateAsync(
            job with { Samples = job.Samples with { SequenceLength = settings.IsQuick ? 16 : 32 } },
            grid with { Repeats = [1], Seeds = settings.IsQuick ? 1 : 5 },
            settings.IsQuick ? 30 : 60);
    }

    /// <summary>Whether published data are there.</summary>
    public bool Has(string name) => data.Has(PublishedFiles.Find(name));

    /// <summary>The images of a task, as <c>--data</c> takes them.</summary>
    public string ImagesOf(string space, string task) => _collection.For(SearchSpaces.FindTask(Space(space), task));

    /// <summary>What stands below a picture.</summary>
    public ChartFooter Footer(string artefact, string? batch = null) => new(ProductVersion.Text, CommandOf(artefact), settings.Seed, batch);

    /// <summary>The command that makes an artefact again.</summary>
    public string CommandOf(string artefact) => string.Join(' ', ((string?[])
    [
        "swapscore reproduce", artefact,
        settings.DataRoot is { } root ? $"--data-root {CommandText.Quoted(root)}" : null,
        settings.IsQuick ? "--quick" : null,
        settings.Seed != 0 ? string.Create(CultureInfo.InvariantCulture, $"--seed {settings.Seed}") : null,
        settings.Device != ComputeDevice.Cpu ? $"--device {settings.Device}" : null,
        $"--output {CommandText.Quoted(settings.Output)}",
    ]).Where(part => part is not null));

    private Task<StudyReport> StudyAsync(
        Benchmark benchmark, IReadOnlyList<string> metrics, IEnumerable<string> published, int repeats, int? limit, ComputeDevice? device = null)
    {
        var job = Job(benchmark.Space, benchmark.Task, benchmark.Table, benchmark.Space);
        return StudyAsync(job with
        {
            Samples = job.Samples with { Side = benchmark.Side },
            Options = new EvaluationOptions { Metrics = [.. metrics], Repeats = repeats, Seed = settings.Seed, Device = device ?? ComputeDevice.Cpu },
            Columns = [.. metrics, .. published],
            Limit = limit,
        });
    }

    private async Task<StudyReport> StudyAsync(StudyJob job)
    {
        var prepared = PreparedStudy.Of(job, context.Workflows);
        var key = cache.FolderOf(prepared.Definition);
        if (_reports.TryGetValue(key, out var known)) return known;

        run.Messages.Note($"  {job.Space.Name}, {job.Task.Name}: {prepared.Studied.Count} architectures on {prepared.Batch.Source}");
        using var store = cache.Open(prepared.Definition, prepared.Studied);
        var runner = new StudyRunner(context.Workflows.CreateEvaluator(prepared.Batch, settings.Threads), context.Workflows.Clock);
        var report = await run.Progress.RunAsync(progress => runner.RunAsync(
            prepared.Definition, prepared.Studied, store, progress, context.Interruption.Token)).ConfigureAwait(false);
        return _reports[key] = prepared.WithUnusable(report);
    }

    private Task<IReadOnlyList<AblationPoint>> AblateAsync(StudyJob job, AblationGrid grid, int? limit)
    {
        var workflows = context.Workflows;
        var first = grid.Settings.First();
        var prepared = PreparedStudy.Of(
            job with
            {
                Samples = job.Samples with { Data = first.Data, Count = first.BatchSize, Side = first.Side },
                Options = new EvaluationOptions { Metrics = ["swap"], Seed = settings.Seed },
                Columns = ["swap"],
                Limit = limit,
            },
            workflows);
        run.Messages.Note($"  {job.Space.Name}: {grid.Settings.Count()} settings, {grid.Seeds} seeds, {prepared.Studied.Count} architectures");
        var runner = new AblationRunner(
            (setting, seed) => workflows.LoadBatch(job.Samples with { Data = setting.Data, Count = setting.BatchSize, Side = setting.Side, Seed = seed }),
            batch => workflows.CreateEvaluator(batch, settings.Threads),
            workflows.Clock);
        return run.Progress.RunAsync(progress => runner.RunAsync(grid, prepared.Definition, prepared.Studied, cache, progress, context.Interruption.Token));
    }

    private StudyJob Job(string space, string task, string table, string kind)
    {
        var file = PublishedFiles.Find(table);
        data.RequireUndamaged(file);
        var found = SearchSpaces.FindTask(Space(space), task);
        if (_collection.For(found) == DataSource.BuiltIn) _substituted.Add(SamplesOf(found));
        return new StudyJob
        {
            Kind = StudyKind.All.First(one => one.Space == kind),
            Space = Space(space),
            Task = found,
            Truth = data.PathOf(file),
            Samples = new SampleRequest(_collection.For(found), StandardBatchSize, null, found) { Vocabulary = _collection.Vocabulary },
            Options = new EvaluationOptions(),
            Regularization = new RegularizationChoice(null, null) { Threads = settings.Threads },
            Columns = [],
            Threads = settings.Threads,
            SkipInvalid = true,
        };
    }

    private static string SamplesOf(SpaceTask task) => task.Preparation switch
    {
        ImagePreparation.Tokens => "texts ('swapscore data get webtext vocabulary')",
        ImagePreparation.OfDataSet when task.Name.Split('-')[0].ToLowerInvariant() is var name => $"the images of {task.Name} ('swapscore data get {name}')",
        _ => "photographs (any folder of them beside the others)",
    };

    private static string? ReasonForNoGradients()
    {
        try
        {
            TorchLibrary.Find();
            return null;
        }
        catch (UnavailableException fault)
        {
            return fault.Message;
        }
    }

    private ISearchSpace Space(string name) => SearchSpaces.Find(name, context.Workflows.Spaces);
}
