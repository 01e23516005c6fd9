using SwapScore.Data;
using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Torch;
using SwapScore.Workflows.Charts;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Reproduction.Cells;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Studies.Ablation;

namespace SwapScore.Workflows.Reproduction;

/// <summary>What artefacts are made with: published data, studies that are kept, and the settings of the run.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
/// <param name="settings">Settings of the run.</param>
/// <param name="cache">Where studies are kept.</param>
/// <param name="progress">Is told after every architecture of a study.</param>
/// <param name="notes">Is told of the beginning of every study.</param>
/// <param name="cancellation">Stops after the evaluations in progress.</param>
internal sealed class ReproductionRun(
    WorkflowContext workflows, ReproductionOptions settings, StudyCache cache, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
{
    private const string ImageNet = "imagenet";

    private readonly DataFolder _data = settings.Data;
    private readonly Dictionary<string, StudyReport> _reports = [];
    private readonly DataCollection _collection = new(settings.Data.Path);
    private readonly SortedSet<string> _substituted = new(StringComparer.Ordinal);

    public ReproductionOptions Settings => settings;

    /// <summary>Searches of cells as the paper's.</summary>
    public CellSearches Searches { get; } = new(workflows, settings, progress, notes, cancellation);

    /// <summary>Data sets the studies so far would have taken, had they been there, and what to type for them.</summary>
    public IReadOnlyCollection<string> Substituted => _substituted;

    /// <summary>Why metrics of gradients that need libtorch are not computed; null when they are.</summary>
    public string? NoGradients { get; } = settings.IsQuick ? "a quick run leaves them out" : settings.Device == ComputeDevice.Cpu ? null : ReasonForNoGradients();

    /// <summary>SWAP-Score, plain and regularised, on every row of a benchmark.</summary>
    public Task<StudyReport> StudyAsync(StudiedBenchmark benchmark) => StudyAsync(
        benchmark, ["swap", "swap-regularised"], [], settings.IsQuick ? 1 : benchmark.Repeats, settings.IsQuick ? benchmark.QuickRows : null);

    /// <summary>All metrics on the first rows of a benchmark, one initialisation: some of them cost a hundred times as much as SWAP-Score.</summary>
    public Task<StudyReport> CompareAsync(StudiedBenchmark benchmark)
    {
        var job = Job(benchmark.Space, benchmark.Task, benchmark.Table, benchmark.Space);
        var hasLabels = workflows.LoadBatch(job.Samples).Labels is not null;
        var metrics = Presets.ConvolutionalMetrics.Select(name => MetricCatalog.Standard.Find(name)!)
            .Where(metric => (metric.Needs != MetricNeeds.Gradients || NoGradients is null) && (metric.Scope != MetricScope.Labels || hasLabels))
            .Where(metric => !settings.IsQuick || metric.Name != Presets.CostliestMetric)
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
            Published = hasPublished ? _data.PathOf(PublishedFile.Find("flexibert-metrics")) : null,
            Samples = job.Samples with { Count = Presets.TransformerBatchSize },
            Evaluation = new EvaluationOptions { Metrics = [.. Presets.TransformerMetrics], Repeats = 1, Seed = settings.Seed },
            Columns = [.. Presets.TransformerMetrics, .. hasPublished ? PublishedTransformerMetrics.Columns : []],
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
            Evaluation = new EvaluationOptions { Metrics = [.. Presets.TransformerGradients], Repeats = 1, Seed = settings.Seed, Device = settings.Device },
            Columns = [.. Presets.TransformerGradients],
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

    /// <summary>A search of DARTS cells as the paper's, in small: fewer evaluations and, in a quick run, fewer initialisations.</summary>
    public async Task<SearchOutcome> SearchDartsAsync()
    {
        var published = SearchSessionOptions.Create("darts").AsPublished(workflows.Spaces);
        var search = new SearchOptions { Evaluations = settings.IsQuick ? 100 : 400, Population = settings.IsQuick ? 20 : 100, Seed = settings.Seed };
        notes.Inform($"  {published.Space.Name}: a search of {search.Evaluations} architectures");
        return await new SearchSession(workflows).RunAsync(
            published with
            {
                Search = search,
                Samples = new SampleRequest(ImagesOf("darts", "cifar10"), Presets.StandardBatchSize, null, published.Task),
                Evaluation = published.Evaluation with { Repeats = settings.IsQuick ? 2 : published.Evaluation.Repeats, Seed = settings.Seed },
                Threads = settings.Threads,
            },
            progress,
            notes,
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether published data are there.</summary>
    public bool Has(string name) => _data.Has(PublishedFile.Find(name));

    /// <summary>The images of a task, as <c>--data</c> takes them.</summary>
    public string ImagesOf(string space, string task) => _collection.For(SearchSpaces.FindTask(Space(space), task));

    /// <summary>The images that the search of a row of Table II or III scores networks on.</summary>
    public string ImagesOf(PublishedCell row) => row.Task == ImageNet ? settings.ImageNet ?? ImagesOf("darts", row.Task) : ImagesOf("darts", row.Task);

    /// <summary>Whether they are the built-in ones.</summary>
    public bool UsesBuiltIn(PublishedCell row) => ImagesOf(row) == DataSource.BuiltIn;

    /// <summary>Trainings of cells for a task; null where none are asked for, or there are no images with classes.</summary>
    /// <param name="task">The task.</param>
    /// <param name="protocol">The published protocol.</param>
    /// <param name="images">How many images it learns from.</param>
    public CellTrainings? TrainingsOf(string task, TrainingProtocol protocol, int images)
    {
        var path = task == ImageNet ? settings.ImageNet : settings.Cifar10 ?? (ImagesOf("darts", task) is var found && found != DataSource.BuiltIn ? found : null);
        return settings.Epochs is null || path is null ? null : new CellTrainings(settings, protocol, images, path, progress, notes, cancellation);
    }

    /// <summary>A note for the user on what is about to be done.</summary>
    public void Inform(string sentence) => notes.Inform($"  {sentence}");

    /// <summary>What stands below a picture.</summary>
    public ChartFooter Footer(string artefact, string? batch = null) => new(ProductVersion.Text, CommandOf(artefact), settings.Seed, batch);

    /// <summary>How an artefact is made again, as the front end says it.</summary>
    public string CommandOf(string artefact) => settings.CommandOf(artefact);

    /// <summary>Says which published data are missing, who publishes them, and how to get them.</summary>
    public string DescribeMissing(IEnumerable<string> names) => string.Join("; ", names.Distinct().Select(PublishedFile.Find).Select(file =>
        $"{file.Paths[0]} is missing: {(file.Address is null ? $"get it from {file.Page}" : $"{settings.DownloadOf([file.Name])} gets it from {file.Page}")}"));

    private Task<StudyReport> StudyAsync(
        StudiedBenchmark benchmark, IReadOnlyList<string> metrics, IEnumerable<string> published, int repeats, int? limit, ComputeDevice? device = null)
    {
        var job = Job(benchmark.Space, benchmark.Task, benchmark.Table, benchmark.Space);
        return StudyAsync(job with
        {
            Samples = job.Samples with { Side = benchmark.Side },
            Evaluation = new EvaluationOptions { Metrics = [.. metrics], Repeats = repeats, Seed = settings.Seed, Device = device ?? ComputeDevice.Cpu },
            Columns = [.. metrics, .. published],
            Limit = limit,
        });
    }

    private async Task<StudyReport> StudyAsync(StudyOptions job)
    {
        var prepared = PreparedStudy.Create(job, workflows);
        var key = cache.FolderOf(prepared.Definition);
        if (_reports.TryGetValue(key, out var known)) return known;

        notes.Inform($"  {job.Space.Name}, {job.Task.Name}: {prepared.Studied.Count} architectures on {prepared.Batch.Source}");
        using var store = cache.Open(prepared.Definition, prepared.Studied);
        await using var evaluator = workflows.OpenEvaluator(prepared.Batch, settings.Threads);
        var runner = new StudyRunner(evaluator, workflows.Clock);
        var report = await runner.RunAsync(prepared.Definition, prepared.Studied, store, progress, cancellation).ConfigureAwait(false);
        return _reports[key] = prepared.WithUnusable(report);
    }

    private async Task<IReadOnlyList<AblationPoint>> AblateAsync(StudyOptions job, AblationGrid grid, int? limit)
    {
        var outcome = await new AblationSession(workflows).RunAsync(
            new AblationOptions
            {
                Space = job.Space,
                Task = job.Task,
                Truth = job.Truth,
                Grid = grid,
                Evaluation = new EvaluationOptions { Metrics = ["swap"], Seed = settings.Seed },
                Vocabulary = job.Samples.Vocabulary,
                SequenceLength = job.Samples.SequenceLength,
                Threads = settings.Threads,
                Limit = limit,
                SkipInvalid = true,
            },
            cache,
            count => notes.Inform($"  {job.Space.Name}: {AblationSetting.All(grid).Count()} settings, {grid.Seeds} seeds, {count} architectures"),
            progress,
            cancellation).ConfigureAwait(false);
        return outcome.Points;
    }

    private StudyOptions Job(string space, string task, string table, string kind)
    {
        var file = PublishedFile.Find(table);
        _data.RequireUndamaged(file);
        var found = SearchSpaces.FindTask(Space(space), task);
        if (_collection.For(found) == DataSource.BuiltIn) _substituted.Add(SamplesOf(found));
        return new StudyOptions
        {
            Kind = StudyKind.Find(kind),
            Space = Space(space),
            Task = found,
            Truth = _data.PathOf(file),
            Samples = new SampleRequest(_collection.For(found), Presets.StandardBatchSize, null, found) { Vocabulary = _collection.Vocabulary },
            Threads = settings.Threads,
            SkipInvalid = true,
        };
    }

    private string SamplesOf(SpaceTask task) => task.Preparation switch
    {
        ImagePreparation.Tokens => $"texts ({settings.DownloadOf(["webtext", "vocabulary"])})",
        ImagePreparation.OfDataSet when task.Name.Split('-')[0].ToLowerInvariant() is var name => $"the images of {task.Name} ({settings.DownloadOf([name])})",
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

    private ISearchSpace Space(string name) => SearchSpaces.Find(name, workflows.Spaces);
}
