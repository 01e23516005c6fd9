using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Search;

/// <summary>A search as asked for, before anything is read.</summary>
public sealed record SearchSessionOptions
{
    // μ and σ of the paper's search on ImageNet, in thousands: the classifier alone has 25.
    private const double SizeOnImageNet = 25;

    /// <summary>The space.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>What the networks are for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>The samples. Default: the first 16 built-in images or texts.</summary>
    public SampleRequest Samples
    {
        get => field ?? SampleRequest.BuiltIn(Task);
        init;
    }

    /// <summary>Metrics, repeats and seed of scores. Default: <see cref="FitnessChoice.StandardMetric"/> of 8 repeats, the rest as in <see cref="EvaluationOptions"/>.</summary>
    public EvaluationOptions Evaluation
    {
        get => field ?? new EvaluationOptions { Metrics = [Fitness.StandardMetric], Repeats = 8 };
        init;
    }

    /// <summary>μ and σ. Default: from the sizes of the space.</summary>
    public RegularizationChoice Regularization { get; init; } = RegularizationChoice.Auto;

    /// <summary>Algorithm, number of evaluations, time, budget. Default: those of <see cref="SearchOptions"/>.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>What is maximized. Default: by the first metric.</summary>
    public FitnessChoice Fitness { get; init; } = new();

    /// <summary>
    /// A table that latencies are estimated from, as <see cref="WorkflowSessions.MeasureLatencyAsync"/> writes it, perhaps on another device; null to measure them here.
    /// Default: null.
    /// </summary>
    public string? LatencyTable { get; init; }

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The run folder, from which the search can be resumed; null to keep nothing. Default: null.</summary>
    public string? Folder { get; init; }

    /// <summary>What to do with an earlier search in the folder. Default: there must be none.</summary>
    public RunStart Start { get; init; }

    /// <summary>
    /// Whether the front is written into the folder <c>front</c> of the run folder: <c>front.csv</c>, and each network at full size as <c>NUMBER.onnx</c>, to be
    /// trained from. Default: false.
    /// </summary>
    public bool ExportsFront { get; init; }

    /// <summary>A search by names.</summary>
    /// <param name="space">Name of the space.</param>
    /// <param name="task">Name of the task; null for the first one.</param>
    /// <exception cref="UsageException">There is no such space or task.</exception>
    public static SearchSessionOptions Create(string space, string? task = null)
    {
        var found = SearchSpaces.Find(space);
        return new SearchSessionOptions { Space = found, Task = SearchSpaces.FindTask(found, task) };
    }

    /// <summary>
    /// The same with the fitness and the settings of the paper: Algorithm 1 maximizes <c>swap</c> of 32 initializations, regularized. In the space that has a
    /// published network for searches (DARTS) that network is scored, and a μ or σ left open is 1.2, variant B of the paper, or 25 where the task is ImageNet.
    /// </summary>
    /// <param name="spaces">The spaces there are; null for those of the product. Default: null.</param>
    /// <remarks>SWAP-Score, arXiv 2605.07378, §IV-C.</remarks>
    public SearchSessionOptions AsPublished(IReadOnlyList<ISearchSpace>? spaces = null)
    {
        var standard = new EvaluationOptions();
        var published = this with
        {
            Evaluation = Evaluation with { Metrics = standard.Metrics, Repeats = standard.Repeats },
            Fitness = new FitnessChoice(FitnessKind.Regularized),
            Search = Search with { Algorithm = SearchAlgorithm.SwapNas },
        };
        if ((spaces ?? SearchSpaces.All).FirstOrDefault(space => space.Name == Space.SearchedFaithfullyAs) is not { } searched) return published;
        var isOfImageNet = Task.Name == "imagenet";
        return published with
        {
            Space = searched,
            Task = SearchSpaces.FindTask(searched, Task.Name),
            Regularization = new RegularizationChoice(
                Regularization.Mu ?? (isOfImageNet ? SizeOnImageNet : standard.Mu), Regularization.Sigma ?? (isOfImageNet ? SizeOnImageNet : standard.Sigma)),
        };
    }

    /// <summary>Makes the first folder <c>search-1</c>, <c>search-2</c>, … that does not exist, for one search alone.</summary>
    /// <param name="runs">The folder of all runs.</param>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static string CreateFolder(string runs) => RunFolder.CreateNext(runs, "search");

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public SearchSessionOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Samples.Count >= 1, $"samples are at least 1, not {Samples.Count}"),
            (!ExportsFront || Folder is not null, "the front is written into the run folder, and there is none"),
            (LatencyTable is null || Search.MeasuresLatency, "a table of latencies is given, but there is neither a limit of latency nor an objective of it"),
            (Start == RunStart.New || Folder is not null, "only a search in a folder can be resumed or replaced"));
        return this with { Evaluation = Evaluation.Validated(MetricCatalog.Standard), Search = Search.Validated() };
    }
}
