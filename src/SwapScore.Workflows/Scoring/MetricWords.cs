using SwapScore.Metrics;

namespace SwapScore.Workflows.Scoring;

/// <summary>What the catalogue says, in words for tables and result files.</summary>
internal static class MetricWords
{
    public static string Direction(MetricDescription metric) =>
        metric.Direction == MetricDirection.HigherIsBetter ? "higher" : "lower";

    public static string Needs(MetricDescription metric) => metric.Needs switch
    {
        MetricNeeds.Structure => "structure",
        MetricNeeds.Weights => "weights",
        MetricNeeds.ForwardPass => "forward pass",
        _ => "gradients",
    };
}
