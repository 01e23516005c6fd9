using SwapScore.Metrics;
using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>The correlations of a metric with the truth of a study.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Correlation">
/// Of the values ranked by (the logarithm for metrics computed in log space) with the ground truth; a coefficient that is not
/// defined, because the metric is constant, is NaN.
/// </param>
/// <param name="SingleRepeat">
/// Spearman's correlation of every repeat by itself: what one initialisation is worth, with its spread. Null for a single repeat, for metrics
/// without repeats, and for those ranked by a logarithm.
/// </param>
public sealed record MetricCorrelation(MetricDescription Metric, Correlation Correlation, MetricScore? SingleRepeat = null)
{
    /// <summary>Spearman's correlation with the direction of the metric: 1 where the better values are those of the better networks.</summary>
    public double DirectedSpearman => Metric.Direction == MetricDirection.HigherIsBetter ? Correlation.Spearman : -Correlation.Spearman;

    /// <summary>Whether the metric is a size of the network: what every other metric has to beat.</summary>
    public bool IsBaseline => Metric.IsBaseline;
}
