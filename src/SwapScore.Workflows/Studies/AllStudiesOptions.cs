using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Workflows.Studies;

/// <summary>Every study whose table is in a folder.</summary>
public sealed record AllStudiesOptions
{
    /// <summary>Folder of the tables of ground truth, under the names they are published with.</summary>
    public required string Tables { get; init; }

    /// <summary>Folder of data sets, one folder per data set; null for the built-in samples. Default: null.</summary>
    public string? DataSets { get; init; }

    /// <summary>Folder of the run folders, one per study; null for none. Default: null.</summary>
    public string? Folder { get; init; }

    /// <summary>What to do with earlier runs. Default: there must be none.</summary>
    public RunStart Start { get; init; }

    /// <summary>Metrics, repeats and seed; the name <c>all</c> stands for every metric that suits a task. Default: those of <see cref="EvaluationOptions"/>.</summary>
    /// <remarks>A name may also be the text of an aggregate, <see cref="MetricExpression"/>.</remarks>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>μ and σ. Default: from the sizes of each space.</summary>
    public RegularizationChoice Regularization { get; init; } = RegularizationChoice.Auto;

    /// <summary>Number of samples. Default: 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Side of the images; null for that of the data set. Default: null.</summary>
    public int? Side { get; init; }

    /// <summary>Whether classes are drawn at random. Default: false.</summary>
    public bool HasRandomLabels { get; init; }

    /// <summary>Whether the statistics for choosing networks have intervals; all reports hold their values. Default: false.</summary>
    public bool HasChoice { get; init; }

    /// <summary>Number of threads, at least 1. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Usable rows of each table that are studied; null for all. Default: null.</summary>
    public int? Limit { get; init; }

    /// <summary>The studies, in the order they are run.</summary>
    /// <param name="workflows">The parts of the product they use.</param>
    /// <exception cref="UsageException">A metric is of one table only.</exception>
    /// <exception cref="InputException">A folder is missing, or holds no table.</exception>
    internal IReadOnlyList<StudyOptions> Studies(WorkflowContext workflows)
    {
        if (!Directory.Exists(Tables)) throw new InputException($"there is no folder {Tables}", "give the folder of the tables of ground truth");
        if (DataSets is not null && !Directory.Exists(DataSets)) throw new InputException($"there is no folder {DataSets}", "give the folder of the data sets");
        if (Evaluation.Metrics.FirstOrDefault(metric => metric.Contains(TableMetric.Prefix, StringComparison.Ordinal)) is { } published)
            throw new UsageException($"{published} is not in every table", "name published metrics in the study of one space");

        var collection = new DataCollection(DataSets);
        var studies =
            from kind in StudyKind.In(workflows.Spaces)
            let table = kind.Tables.Select(name => Path.Combine(Tables, name)).FirstOrDefault(File.Exists)
            where table is not null
            let space = SearchSpaces.Find(kind.Space, workflows.Spaces)
            from task in kind.HasOneEvaluation ? space.Tasks.Take(1) : space.Tasks.Where(task => space.Study is not { Tasks.Count: > 0 } study || study.Tasks.Contains(task.Name))
            select Study(kind, space, task, table, collection);
        return studies.ToList() is [_, ..] found
            ? found
            : throw new InputException($"{Tables} holds none of {string.Join(", ", StudyKind.In(workflows.Spaces).SelectMany(kind => kind.Tables))}", "give the folder of the tables of ground truth");
    }

    private StudyOptions Study(StudyKind kind, ISearchSpace space, SpaceTask task, string table, DataCollection collection)
    {
        var folder = Folder is null ? null : Path.Combine(Folder, kind.HasTasks ? $"{kind.Space}-{task.Name}" : kind.Space);
        var isStarted = folder is not null && File.Exists(StudyStore.RowsIn(folder));
        var expressions = MetricExpression.ParseAll(MetricCatalog.Standard.Expand(Evaluation.Metrics, isText: task.Preparation == ImagePreparation.Tokens), MetricCatalog.Standard);
        var evaluation = (Evaluation with { Metrics = [.. expressions.Computed()] }).Validated(MetricCatalog.Standard);
        return new StudyOptions
        {
            Kind = kind,
            Space = space,
            Task = task,
            Truth = table,
            Samples = new SampleRequest(collection.For(task), BatchSize, Side, task) { HasRandomLabels = HasRandomLabels, Vocabulary = collection.Vocabulary },
            Evaluation = evaluation,
            Aggregates = [.. expressions.Where(expression => expression.IsAggregate)],
            Regularization = Regularization,
            HasChoice = HasChoice,
            Threads = Threads,
            Limit = Limit,
            SkipInvalid = true,
            Start = Start is RunStart.Resume or RunStart.Repair && !isStarted ? RunStart.New : Start,
            Folder = folder,
        };
    }
}
