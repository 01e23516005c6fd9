using SwapScore.Cli.Progress;
using SwapScore.Search;
using SwapScore.Search.Objectives;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Search.Trainings;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore search</c>: finds an architecture.</summary>
internal sealed class SearchCommand : ProductCommand
{
    private const int UnlimitedEvaluations = 10_000_000;

    private static readonly SearchOptions Standard = new();

    private readonly SearchedSpaceOptions _space = new();
    private readonly FitnessOptions _fitness = new();
    private readonly TrainingsOptions _trainings = new();
    private readonly Option<string[]> _metric = ParsedOption.Metrics(
        "the first one is maximised; default: swap-plus; of a fitness that is regularised or adaptive: swap; with --trainings: swap-plus and eight others", null);
    private readonly Option<bool> _paper = new("--paper")
    {
        Description = "Search as the paper does: swap of 32 initialisations, regularised, with Algorithm 1; DARTS cells on the published network with μ and σ of its variant B",
    };

    private readonly Option<SearchAlgorithm> _algorithm = ParsedOption.Choice(
        "--algorithm", "Search algorithm; default: swap-nas",
        [.. SearchAlgorithm.All.Select(algorithm => (algorithm.Name, algorithm))]);
    private readonly Option<int?> _evaluations = ParsedOption.OptionalCount(
        "--evaluations", $"Number of different architectures to score; default: {Standard.Evaluations}, or as many as --time allows", UnlimitedEvaluations);
    private readonly Option<double?> _time = ParsedOption.OptionalPositive("--time", "SECONDS", "Stop after this many seconds even if evaluations remain");
    private readonly Option<int> _population = ParsedOption.Count("--population", "Size of the population", Standard.Population, 100_000);
    private readonly Option<int?> _tournament = ParsedOption.OptionalCount(
        "--tournament", "Tournament size when choosing a parent; default: half the population, 25 for aging");
    private readonly Option<int> _mutations = ParsedOption.Count("--mutations", "Architectures scored per cycle", Standard.Mutations, 10_000);
    private readonly Option<int?> _maximumParameters = ParsedOption.OptionalCount(
        "--max-parameters", "Upper limit of parameters at full size (DARTS: CIFAR-10, 36 channels, 20 cells)");
    private readonly Option<double?> _maximumFlops = ParsedOption.OptionalPositive(
        "--max-flops", "MILLIONS", "Upper limit of multiply-adds per sample at full size, in millions");
    private readonly Option<double?> _maximumLatency = ParsedOption.OptionalPositive(
        "--max-latency", "MS", "Upper limit of milliseconds per sample at full size, measured through ONNX Runtime on one core of this machine");
    private readonly Option<double?> _maximumMemory = ParsedOption.OptionalPositive(
        "--max-memory", "MB", "Upper limit of megabytes that the activations of one sample take at one time at full size, weights not counted");
    private readonly Option<string?> _latencyTable = ParsedOption.Text(
        "--latency-table", "FILE", "Estimate latencies from a table of operators, perhaps of another device (see 'swapscore latency measure')");
    private readonly Option<SearchObjective[]> _objectives = ParsedOption.Choices<SearchObjective>(
        "--objectives", "Objectives that are weighed against each other, separated by commas: score and some of parameters, flops, latency, memory, at full size; searched by nsga2 unless --algorithm says otherwise");
    private readonly Option<bool> _exportFront = new("--export-front") { Description = "Write the networks of the front at full size into the run folder: front/NUMBER.onnx and front/front.csv" };
    private readonly Option<string?> _output = ParsedOption.Output(
        "DIR", "Run folder: config.json, environment.json, history.jsonl, result.json, report.html, figures; default: runs/search-N, a new one");
    private readonly Option<bool> _noOutput = new("--no-output") { Description = "Write no run folder" };

    public SearchCommand(SharedOptions shared, CommandContext context)
        : base("search", "Find an architecture by its score, with few trainings or none", shared, context)
    {
        Start = new StartOptions("search", _output) { Hint = "leave out --no-output, or give --output DIR, to be able to resume" };
        AddOptions([
            .. _space.All, shared.Task, _algorithm, _evaluations, _time, _population, _tournament, _mutations, .. _fitness.All, _paper, _maximumParameters, _maximumFlops, _maximumLatency,
            _maximumMemory, _latencyTable, _objectives, _exportFront, .. _trainings.All, .. shared.OfScoring(few: true, _metric), .. shared.OfText, _output, _noOutput, .. Start.All, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore search", "SWAP-NAS on DARTS cells and the built-in images"),
        ("swapscore search --max-parameters 3500000 --max-flops 600 --time 60", "within a budget at full size, as far as a minute allows"),
        ("swapscore search --space nasbench201 --algorithm exhaustive --repeats 1", "score all 6,466 different cells"),
        ("swapscore search --space nasbench201 --objectives score,latency,parameters", "networks that none beats in all three, by NSGA-II"),
        ("swapscore search --space nasbench201 --trainings 20 --data cifar10 --images 5000 --layers 1", "scores propose, 20 short trainings on your images decide"),
        ("swapscore search --paper --output runs/b", "the paper's search, variant B; go on with --resume"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var options = ReadOptions(parsed);
        var trainings = _trainings.IsGiven(parsed) ? _trainings.Read(parsed, Shared, options) : null;
        if (trainings is not null) run.Progress.Words = new ProgressWords("searching", "done");
        var outcome = await run.WriteAsync(() => trainings is null
            ? run.Workflows.SearchAsync(options, run.Progress, run.Notes, run.Stop)
            : run.Workflows.SearchWithTrainingsAsync(trainings, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false);
        if (outcome.Folder is { } folder) run.Messages.Next("export", folder, "--network", "full", "--output", "found.onnx");
        return run.CodeOf(outcome);
    }

    private SearchSessionOptions ReadOptions(ParseResult parsed)
    {
        var start = Start!.Read(parsed);
        var (spaces, isPublished) = (Context.Workflows.Spaces, parsed.GetValue(_paper));
        var space = isPublished ? _space.ReadNamed(parsed, spaces) : _space.Read(parsed, spaces, draws: true);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(Shared.Task));
        var metrics = SharedOptions.ReadMetrics(parsed.GetValue(_metric) is { Length: > 0 } given ? given : StandardMetrics(parsed, isPublished), task);
        var evaluation = Shared.ReadScoring(parsed, metrics.Computed());
        var search = ReadSearch(parsed);
        RequireTogether(parsed);
        var options = new SearchSessionOptions
        {
            Space = space,
            Task = task,
            Samples = Shared.ReadSamples(parsed, task),
            Evaluation = evaluation,
            Regularization = Shared.ReadRegularization(parsed),
            Search = search,
            LatencyTable = ReadLatencyTable(parsed, search),
            Fitness = _fitness.Read(parsed, metrics, evaluation),
            Threads = Shared.ReadThreads(parsed),
            Folder = ReadFolder(parsed),
            Start = start,
            ExportsFront = parsed.GetValue(_exportFront),
        };
        if (!isPublished) return options;
        options = options.AsPublished(spaces);
        return parsed.IsGiven(Shared.FewRepeats) ? options with { Evaluation = options.Evaluation with { Repeats = evaluation.Repeats } } : options;
    }

    /// <summary>Trainings need several metrics to learn from; a fitness that names its metric has it alone.</summary>
    private string[] StandardMetrics(ParseResult parsed, bool isPublished) =>
        _trainings.IsGiven(parsed) && !isPublished && parsed.FindGiven(_fitness.All) is null ? [.. FewTrainingsOptions.StandardMetrics] : [_fitness.StandardMetric(parsed)];

    private SearchOptions ReadSearch(ParseResult parsed)
    {
        var (seconds, objectives) = (parsed.GetValue(_time), parsed.GetValue(_objectives) ?? []);
        return new SearchOptions
        {
            Algorithm = parsed.GetValue(_algorithm) ?? (objectives.Length > 0 ? SearchAlgorithm.Nsga2 : Standard.Algorithm),
            Objectives = [.. objectives],
            Evaluations = parsed.GetValue(_evaluations) ?? (seconds is null ? Standard.Evaluations : UnlimitedEvaluations),
            Time = seconds is { } time ? TimeSpan.FromSeconds(time) : null,
            Population = parsed.GetRequiredValue(_population),
            Tournament = parsed.GetValue(_tournament),
            Mutations = parsed.GetRequiredValue(_mutations),
            Budget = new SearchBudget
            {
                Parameters = parsed.GetValue(_maximumParameters),
                Flops = parsed.GetValue(_maximumFlops) is { } millions ? (long)(1e6 * millions) : null,
                Seconds = parsed.GetValue(_maximumLatency) / 1000,
                Bytes = parsed.GetValue(_maximumMemory) is { } megabytes ? (long)(1e6 * megabytes) : null,
            },
            Seed = parsed.GetRequiredValue(Shared.Seed),
        }.Validated();
    }

    /// <summary>Refuses options that would be ignored.</summary>
    private void RequireTogether(ParseResult parsed)
    {
        if (parsed.GetValue(_paper) && parsed.FindGiven([_metric, _algorithm, _objectives, .. _fitness.All]) is { } other)
            throw new UsageException($"{other.Name} cannot be used with --paper", "the paper's search sets it; leave one of them out");
        if (parsed.GetValue(_evaluations) is not null && parsed.GetValue(_algorithm)?.IsExhaustive == true)
            throw new UsageException("--evaluations cannot be used with --algorithm exhaustive", "every architecture of the space is scored; --time ends it earlier");
        if (parsed.GetValue(_exportFront) && parsed.GetValue(_noOutput))
            throw new UsageException("--export-front cannot be used with --no-output", "the networks are written into the run folder");
        parsed.RequireOne(_output, _noOutput);
    }

    private string? ReadLatencyTable(ParseResult parsed, SearchOptions search) => parsed.GetValue(_latencyTable) is { } table && !search.MeasuresLatency
        ? throw new UsageException($"--latency-table {table} would not be used", "add --max-latency, or latency to --objectives")
        : parsed.GetValue(_latencyTable);

    private string? ReadFolder(ParseResult parsed) => parsed.GetValue(_noOutput) ? null
        : parsed.GetValue(_output) ?? (Context.Workflows.RunsFolder is { } runs ? SearchSessionOptions.CreateFolder(runs) : null);
}
