using SwapScore.Data.Text;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Studies.Ablation;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>An ablation as asked for: a study repeated at every setting of a grid.</summary>
public sealed record AblationOptions
{
    /// <summary>The space.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>What the networks were trained for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>Path of the table of ground truth.</summary>
    public required string Truth { get; init; }

    /// <summary>What is varied. Default: one setting, that of a study.</summary>
    public AblationGrid Grid { get; init; } = new();

    /// <summary>Metrics and first seed; samples, repeats and initializer are those of the grid. Default: those of <see cref="EvaluationOptions"/>.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Path of a vocabulary for texts; null for the hashing tokenizer. Default: null.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>The field that holds the texts. Default: <c>text</c>.</summary>
    public string TextField { get; init; } = TokenBatch.DefaultField;

    /// <summary>Most tokens of a text. Default: 128.</summary>
    public int SequenceLength { get; init; } = 128;

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Rows of the table that are studied, from the first usable one; null for all. Default: null.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether unusable rows of the table are left out instead of stopping. Default: false.</summary>
    public bool SkipInvalid { get; init; }

    /// <summary>The metrics of an ablation. Aggregates have none of their own to vary.</summary>
    /// <param name="names">The metrics as typed.</param>
    /// <exception cref="UsageException">One of them is unknown, or an aggregate.</exception>
    public static IReadOnlyList<string> ReadMetrics(IEnumerable<string> names)
    {
        var metrics = MetricExpression.ParseAll(names, MetricCatalog.Standard);
        return metrics.FirstOrDefault(metric => metric.IsAggregate) is { } aggregate
            ? throw new UsageException($"{aggregate} cannot be ablated", "name its metrics themselves")
            : [.. metrics.Computed()];
    }

    /// <summary>Folder of the studies and results, from which the same options go on; null to keep nothing. Default: null.</summary>
    public string? Folder { get; init; }
}
