using SwapScore.Metrics;

namespace SwapScore.Workflows.Scoring;

/// <summary>What the catalogue says, in words for tables.</summary>
internal static class MetricWords
{
    /// <summary>Which values are better: <c>higher</c> or <c>lower</c>.</summary>
    /// <param name="metric">The metric.</param>
    public static string Direction(MetricDescription metric) =>
        metric.Direction == MetricDirection.HigherIsBetter ? "higher" : "lower";

    /// <summary>What has to be done to compute it.</summary>
    /// <param name="metric">The metric.</param>
    public static string Needs(MetricDescription metric) => metric.Needs switch
    {
        MetricNeeds.Structure => "structure",
        MetricNeeds.Weights => "weights",
        MetricNeeds.ForwardPass => "forward pass",
        _ => "gradients",
    };
}
