using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Studies;

/// <summary>One study as asked for, before anything is read.</summary>
public sealed record StudyOptions
{
    /// <summary>How networks of the space are studied.</summary>
    public required StudyKind Kind { get; init; }

    /// <summary>The space that builds the networks: that of <see cref="Kind"/>, or its faithful twin.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>What the networks were trained for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>Path of the table of ground truth.</summary>
    public required string Truth { get; init; }

    /// <summary>Path of a table of published metrics beside it; null for none. Default: null.</summary>
    public string? Published { get; init; }

    /// <summary>The samples. Default: the first 16 built-in images or texts.</summary>
    public SampleRequest Samples
    {
        get => field ?? SampleRequest.BuiltIn(Task);
        init;
    }

    /// <summary>Metrics, repeats and seed. Default: those of <see cref="EvaluationOptions"/>.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>μ and σ. Default: from the sizes of the space.</summary>
    public RegularizationChoice Regularization { get; init; } = RegularizationChoice.Auto;

    /// <summary>Metrics to report, computed and published ones, in order. Default: those computed.</summary>
    public ValueList<string> Columns
    {
        get => field ?? Evaluation.Metrics;
        init;
    }

    /// <summary>Aggregates to report, of metrics among <see cref="Columns"/>. Default: none.</summary>
    public ValueList<MetricExpression> Aggregates { get; init; } = [];

    /// <summary>Whether the statistics for choosing networks have intervals and tables; all reports hold their values. Default: false.</summary>
    public bool HasChoice { get; init; }

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Rows of the table that are studied, from the first usable one; null for all. Default: null.</summary>
    public int? Limit { get; init; }

    /// <summary>The share of these rows that is studied, for machines that cannot speak to each other; null for all. Default: null.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether unusable rows of the table are left out instead of stopping the study. Default: false.</summary>
    public bool SkipInvalid { get; init; }

    /// <summary>What to do with files of an earlier run. Default: there must be none.</summary>
    public RunStart Start { get; init; }

    /// <summary>File of the rows, CSV or Parquet; null for none but those of the folder. Default: null.</summary>
    public string? Rows { get; init; }

    /// <summary>The run folder; null for none. Default: null.</summary>
    public string? Folder { get; init; }

    /// <summary>The study of a space by names.</summary>
    /// <param name="space">Name of the space.</param>
    /// <param name="truth">Path of the table of ground truth.</param>
    /// <param name="task">Name of the task; null for the first one.</param>
    /// <exception cref="UsageException">There is no such space, study or task.</exception>
    public static StudyOptions Create(string space, string truth, string? task = null)
    {
        var kind = StudyKind.Find(space);
        var found = SearchSpaces.Find(space);
        return new StudyOptions { Kind = kind, Space = found, Task = SearchSpaces.FindTask(found, task), Truth = truth };
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public StudyOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Samples.Count >= 1, $"samples are at least 1, not {Samples.Count}"),
            (Limit is null or >= 1, $"the limit is at least 1, not {Limit}"),
            (Columns.Count >= 1, "there is no metric to report"),
            (Aggregates.Computed().All(Columns.Contains), $"the metrics of aggregates are among those reported, not {string.Join(", ", Aggregates.Computed().Except(Columns))}"));
        return this with { Evaluation = Evaluation.Validated(MetricCatalog.Standard) };
    }

    /// <summary>The files of the rows.</summary>
    internal RowsFile RowsFile => new(Rows, Folder);
}
