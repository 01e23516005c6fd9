using System.Text.Json.Nodes;
using SwapScore.Metrics;

namespace SwapScore.Workflows.Scoring;

/// <summary>What the catalogue says, in words for tables and result files.</summary>
public static class MetricWords
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

    /// <summary>All that the catalog says of a metric, for result files.</summary>
    /// <param name="metric">The metric.</param>
    public static JsonObject Describe(MetricDescription metric) => new()
    {
        ["name"] = metric.Name,
        ["direction"] = Direction(metric),
        ["needs"] = Needs(metric),
        ["summary"] = metric.Summary,
        ["settings"] = metric.Settings,
        ["source"] = metric.Source,
    };
}
