using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Scoring;

/// <summary>Which architectures of a space are ranked, and how.</summary>
public sealed record ScoringOptions
{
    /// <summary>The space.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>What the networks are for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>The architectures. Default: the named ones of the space.</summary>
    public ValueList<NetworkEntry> Entries
    {
        get => field ?? NetworkEntry.Named(Space);
        init;
    }

    /// <summary>The samples. Default: the first 16 built-in images.</summary>
    public SampleRequest Samples
    {
        get => field ?? SampleRequest.BuiltIn(Task);
        init;
    }

    /// <summary>Metrics, repeats and seed. Default: those of <see cref="EvaluationOptions"/>.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Metrics and aggregates to show; the first one ranks. What they need is computed in place of the metrics of <see cref="Evaluation"/>. Default: those metrics.</summary>
    public ValueList<MetricExpression> Columns
    {
        get => field ?? MetricExpression.ParseAll(Evaluation.Metrics, MetricCatalog.Standard);
        init;
    }

    /// <summary>μ and σ. Default: from the sizes of the space.</summary>
    public RegularizationChoice Regularization { get; init; } = RegularizationChoice.Auto;

    /// <summary>
    /// A table that the latency of each network at full size is estimated from, as <see cref="WorkflowSessions.MeasureLatencyAsync"/> writes it; null for no
    /// latencies. Default: null.
    /// </summary>
    public string? LatencyTable { get; init; }

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public ScoringOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Samples.Count >= 1, $"samples are at least 1, not {Samples.Count}"),
            (Entries.Count >= 1, "there is no architecture to score"));
        var evaluation = Evaluation.Validated(MetricCatalog.Standard);
        OptionsCheck.Require((Columns.Count >= 1, "there is no metric to show"));
        return this with { Columns = Columns, Evaluation = evaluation with { Metrics = [.. Columns.Computed()] } };
    }
}
