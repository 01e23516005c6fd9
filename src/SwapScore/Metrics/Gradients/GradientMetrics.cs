namespace SwapScore.Metrics.Gradients;

/// <summary>The metrics of gradients that the engine computes.</summary>
internal static class GradientMetrics
{
    public static IReadOnlyList<EngineGradientMetric> All { get; } =
    [
        .. SaliencyMetrics.All,
        .. FisherMetrics.All,
        SynflowMetric.Metric,
        .. JacobianMetrics.All,
        ZicoMetric.Metric,
        NtkMetric.Metric,
    ];
}
