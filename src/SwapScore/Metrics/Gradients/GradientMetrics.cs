using SwapScore.Metrics.AzNas;
using SwapScore.Metrics.LSwag;
using SwapScore.Metrics.Vkdnw;
using SwapScore.Metrics.WrCor;

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
        .. TokenMetrics.All,
        DssMetric.Metric,
        GraspMetric.Metric,
        TrainabilityMetric.Metric,
        ResponseCorrelationMetric.Metric,
        LayerSwagMetric.Metric,
        .. VkdnwMetrics.All,
    ];

    private static readonly EngineGradientMetric[] OwnPasses =
    [
        SynflowMetric.Metric, ZicoMetric.Metric, LayerSwagMetric.Metric, NtkMetric.Metric, DssMetric.Metric, GraspMetric.Metric, TrainabilityMetric.Metric,
        ResponseCorrelationMetric.Metric, .. VkdnwMetrics.All,
    ];

    /// <summary>The order in which metrics of one network are computed: first those that share the passes of the whole batch, whose results others write over.</summary>
    public static IEnumerable<EngineGradientMetric> InOrder(IEnumerable<EngineGradientMetric> metrics) =>
        metrics.OrderBy(metric => OwnPasses.Contains(metric));
}
