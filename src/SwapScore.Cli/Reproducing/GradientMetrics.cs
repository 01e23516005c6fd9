using SwapScore.Metrics;
using SwapScore.Studies;

namespace SwapScore.Cli.Reproducing;

/// <summary>What to say of metrics that need gradients, which only a back end with automatic differentiation computes.</summary>
internal static class GradientMetrics
{
    public static IEnumerable<string> Note(StudyReport report)
    {
        var computed = report.Correlations.Any(one => one.Metric.Needs == MetricNeeds.Gradients);
        if (!computed)
            yield return "metrics that need gradients (grad-norm, snip, grasp, fisher, plain, jacov, synflow, epe-nas, zico, ntk) are not computed here: they need libtorch; their published values stand in the rows marked (table)";
    }
}
