using SwapScore.Data;
using SwapScore.Data.Published;
using SwapScore.Data.Text;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Studies;
using SwapScore.Torch;
using SwapScore.Values;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Options;

/// <summary>The options of all commands, each defined once: the same name has the same meaning everywhere.</summary>
internal sealed class SharedOptions
{
    private static readonly EvaluationOptions Standard = new();

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress, notes or footers", Recursive = true };
    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colour; also NO_COLOR=1", Recursive = true };

    public Option<OutputFormat> Format { get; } = ParsedOption.Choice(
        "--format", "Format of results on stdout: table, json, csv, md or parquet; default: table",
        ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv), ("md", OutputFormat.Markdown),
        ("parquet", OutputFormat.Parquet));

    public Option<string?> Task { get; } = ParsedOption.Text("--task", "NAME", "Task of the networks (see 'swapscore space show'); default: the first task of the space");
    public Option<bool> Json { get; } = new("--json") { Description = "Same as --format json" };

    public Option<string?> Report { get; } = ParsedOption.Text(
        "--report", "FILE.html", "Write a report with figures and sortable tables: one HTML file that needs nothing else");

    public Option<string?> Figures { get; } = ParsedOption.Text("--figures", "DIR", "Write the figures of the report into a folder, as PNG and as SVG");

    public Option<string?> Statistics { get; } = ParsedOption.Choice<string?>(
        "--statistics",
        "Tables below the correlations: correlation (none, default), or choosing (regret, precision, nDCG, the best tenth, networks of one size, differences, each with its interval)",
        ("correlation", null), ("choosing", "choosing"));

    public Option<string[]> Metric { get; } = ParsedOption.Metrics("the first one ranks", [.. Standard.Metrics]);

    public Option<string> Data { get; } = ParsedOption.Text(
        "--data", "PATH|natural32|noise",
        "Samples: a data set file (CIFAR-10, CIFAR-100, ImageNet16), a folder of photographs, natural32 (built in) or noise; for Transformers a file of texts", DataSource.BuiltIn);

    public Option<int> BatchSize { get; } = ParsedOption.Count("--batch-size", "Number of samples to use, from the first", 16, 1024);

    public Option<int?> ImageSize { get; } = ParsedOption.OptionalCount(
        "--image-size", "Side in pixels that images are resized to; default: that of the data set, 256 for photographs, 224 for those of ImageNet", 1024);

    public Option<int?> Limit { get; } = ParsedOption.OptionalCount("--limit", "Study only the first N usable rows of the table");

    public Option<string?> Shard { get; } = ParsedOption.Text(
        "--shard", "I/N", "Score only every N-th architecture, from the I-th on, for batch systems; 'swapscore merge' puts the shards together");

    public Option<bool> RandomLabels { get; } = new("--random-labels") { Description = "Draw random classes for the samples; metrics of a loss need classes" };
    public Option<string?> Vocabulary { get; } = ParsedOption.Text("--vocab", "FILE", "Vocabulary of BERT for texts, one token per line; default: words are hashed");

    public Option<string> TextField { get; } = ParsedOption.Text(
        "--text-field", "NAME", "Field of JSON objects, or column of a table, that holds the texts", TokenBatch.DefaultField);

    public Option<int> SequenceLength { get; } = ParsedOption.Count("--sequence-length", "Upper limit of tokens per text", 128, 512);
    public Option<int> Repeats { get; } = ParsedOption.Count("--repeats", "Initialisations to average", Standard.Repeats, 100_000);

    /// <summary>For commands that score so many networks that each can be scored less exactly.</summary>
    public Option<int> FewRepeats { get; } = ParsedOption.Count("--repeats", "Initialisations to average", 8, 100_000);
    public Option<long> Seed { get; } = ParsedOption.Integer("--seed", "Seed of the weights", Standard.Seed);
    public Option<int?> Threads { get; } = ParsedOption.OptionalCount("--threads", "Number of threads; it does not change results; default: all cores", 4096);
    public Option<ComputeDevice> Device { get; } = ParsedOption.Device("--device", "Device for metrics of gradients; all others run on the processor");
    public Option<GradientBackEnd> BackEnd { get; } = ParsedOption.Choice<GradientBackEnd>("--backend", "What computes metrics of gradients");

    public Option<string?> DataRoot { get; } = ParsedOption.Text(
        "--data-root", "DIR", "Folder of published tables and data sets; default: SWAPSCORE_DATA, else swapscore in the user's cache folder");

    public StoreOptions Store { get; } = new();

    public ServiceOption Service { get; } = new();

    public Option<double?> Mu { get; } = ParsedOption.NumberOrAuto(
        "--mu", "μ of swap-regularised, in thousands of parameters; default: auto, the largest size in a sample of the space");

    public Option<double?> Sigma { get; } = ParsedOption.NumberOrAuto(
        "--sigma", "σ of swap-regularised, in thousands of parameters; default: auto, the squared range of sizes");

    /// <summary>The options that say how texts become tokens.</summary>
    public IReadOnlyList<Option> OfText => [Vocabulary, TextField, SequenceLength];

    /// <summary>The options that say how results are written.</summary>
    public IReadOnlyList<Option> OfFormat => [Format, Json];

    /// <summary>The options that say where a report goes, and how results are written.</summary>
    public IReadOnlyList<Option> OfReport => [Report, Figures, .. OfFormat];

    /// <summary>The options that say how networks are scored.</summary>
    /// <param name="few">Whether few repeats are the default. Default: false.</param>
    /// <param name="metric">The option of the metrics, for a command with other ones; null for <see cref="Metric"/>. Default: null.</param>
    public IReadOnlyList<Option> OfScoring(bool few = false, Option<string[]>? metric = null) =>
    [
        metric ?? Metric, Data, BatchSize, ImageSize, RandomLabels, few ? FewRepeats : Repeats, Seed, Threads, Device, BackEnd, Mu, Sigma, .. Store.All, Service.Address,
    ];

    /// <summary>The options of scoring as typed, checked together.</summary>
    /// <exception cref="UsageException">A setting is out of range.</exception>
    public EvaluationOptions ReadScoring(ParseResult parsed, SpaceTask task) => ReadScoring(parsed, ReadMetrics(parsed, task).Computed());

    /// <summary>The metrics and aggregates as typed, with <c>all</c> as those metrics that suit a task.</summary>
    /// <exception cref="UsageException">One of them is unknown or cannot be read.</exception>
    public ValueList<MetricExpression> ReadMetrics(ParseResult parsed, SpaceTask task) => ReadMetrics(parsed.GetRequiredValue(Metric), task);

    /// <summary>The same of other words.</summary>
    /// <exception cref="UsageException">One of them is unknown or cannot be read.</exception>
    public static ValueList<MetricExpression> ReadMetrics(IReadOnlyList<string> words, SpaceTask task) => MetricExpression.ParseAll(
        MetricCatalog.Standard.Expand(words, isText: task.Preparation == ImagePreparation.Tokens), MetricCatalog.Standard, TableMetric.Find);

    /// <summary>The same with metrics of the caller's choice.</summary>
    /// <exception cref="UsageException">A setting is out of range.</exception>
    public EvaluationOptions ReadScoring(ParseResult parsed, IEnumerable<string> metrics) =>
        ReadScoring(parsed, metrics, parsed.GetValue(FewRepeats) is > 0 and var few ? few : parsed.GetRequiredValue(Repeats));

    /// <summary>The same with a number of repeats of the caller's choice too.</summary>
    /// <exception cref="UsageException">A setting is out of range.</exception>
    /// <exception cref="UnavailableException">The device is not there.</exception>
    public EvaluationOptions ReadScoring(ParseResult parsed, IEnumerable<string> metrics, int repeats)
    {
        var options = (ReadUnchecked(parsed) with { Metrics = [.. metrics], Repeats = repeats }).Validated(MetricCatalog.Standard);
        TorchLibrary.Require(options.Device);
        return options;
    }

    /// <summary>The options of scoring as typed, for a session that knows which metrics suit.</summary>
    public EvaluationOptions ReadUnchecked(ParseResult parsed) => new()
    {
        Metrics = [.. parsed.GetValue(Metric) ?? []],
        Repeats = parsed.GetValue(Repeats) is > 0 and var repeats ? repeats : Standard.Repeats,
        Seed = parsed.GetRequiredValue(Seed),
        Mu = parsed.GetValue(Mu) ?? Standard.Mu,
        Sigma = parsed.GetValue(Sigma) ?? Standard.Sigma,
        Device = parsed.GetRequiredValue(Device),
        BackEnd = parsed.GetValue(BackEnd),
    };

    /// <summary>Which samples are meant, for a task.</summary>
    /// <exception cref="UsageException">An option is for samples that the task does not take.</exception>
    public SampleRequest ReadSamples(ParseResult parsed, SpaceTask task)
    {
        var isText = task.Preparation == ImagePreparation.Tokens;
        if (parsed.FindGiven(isText ? [ImageSize] : OfText) is { } other)
            throw new UsageException($"{other.Name} is for {(isText ? "images" : "texts")}, and the task {task.Name} takes {(isText ? "texts" : "images")}", "leave it out");
        return new SampleRequest(parsed.GetRequiredValue(Data), parsed.GetRequiredValue(BatchSize), parsed.GetValue(ImageSize), task)
        {
            HasRandomLabels = parsed.GetValue(RandomLabels),
            Vocabulary = parsed.GetValue(Vocabulary),
            TextField = parsed.GetValue(TextField) ?? TokenBatch.DefaultField,
            SequenceLength = parsed.GetValue(SequenceLength) is > 0 and var length ? length : 128,
        };
    }

    public DataFolder ReadDataRoot(ParseResult parsed, WorkflowContext workflows) =>
        new(parsed.GetValue(DataRoot) ?? (string.IsNullOrEmpty(workflows.DataFolder) ? DataFolder.StandardPath : workflows.DataFolder));

    /// <exception cref="UsageException">It is no shard.</exception>
    public Shard? ReadShard(ParseResult parsed) => parsed.GetValue(Shard) is { } text ? Studies.Shard.Parse(text) : null;

    public bool ReadChoice(ParseResult parsed) => parsed.GetValue(Statistics) is not null;

    public int ReadThreads(ParseResult parsed) => parsed.GetValue(Threads) ?? Environment.ProcessorCount;

    public RegularizationChoice ReadRegularization(ParseResult parsed) => new(parsed.GetValue(Mu), parsed.GetValue(Sigma));

    /// <exception cref="UsageException">The report cannot be written there.</exception>
    public ReportChoice ReadReport(ParseResult parsed) => new ReportChoice(parsed.GetValue(Report), parsed.GetValue(Figures)).Checked();

    /// <exception cref="UsageException">Two formats are named.</exception>
    public OutputFormat ReadFormat(ParseResult parsed)
    {
        var format = parsed.GetValue(Format);
        if (!parsed.GetValue(Json)) return format;
        return parsed.GetResult(Format) is null or { Implicit: true } || format == OutputFormat.Json
            ? OutputFormat.Json
            : throw new UsageException("--json and --format exclude each other", "--json is short for --format json; leave one of them out");
    }
}
