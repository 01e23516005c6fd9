using SwapScore.Metrics;

namespace SwapScore.Studies;

/// <summary>How well a metric ranks the architectures of a study. A coefficient that is not defined (a constant metric) is NaN.</summary>
public sealed record MetricCorrelation
{
    /// <summary>The metric.</summary>
    public required MetricDescription Metric { get; init; }

    /// <summary>Whether it needs only the structure of the network: what every other metric has to beat.</summary>
    public bool IsBaseline => Metric.Needs == MetricNeeds.Structure;

    /// <summary>Architectures correlated: all but the failed ones.</summary>
    public required int Architectures { get; init; }

    /// <summary>Spearman's rank correlation with the ground truth, −1 … 1.</summary>
    public required double Spearman { get; init; }

    /// <summary>Lower end of the 95 % bootstrap interval of <see cref="Spearman"/>.</summary>
    public required double SpearmanLow { get; init; }

    /// <summary>Upper end of the 95 % bootstrap interval of <see cref="Spearman"/>.</summary>
    public required double SpearmanHigh { get; init; }

    /// <summary>Kendall's τ-b, −1 … 1.</summary>
    public required double Kendall { get; init; }

    /// <summary>Pearson's correlation of the values ranked by (the logarithm for metrics computed in log space), −1 … 1.</summary>
    public required double Pearson { get; init; }
}
