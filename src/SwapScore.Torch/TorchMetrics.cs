using SwapScore.Torch.Metrics;
using SwapScore.Torch.Metrics.Jacobian;
using SwapScore.Torch.Metrics.Ntk;
using SwapScore.Torch.Metrics.Saliency;
using SwapScore.Torch.Metrics.Transformers;
using SwapScore.Torch.Metrics.Zico;

namespace SwapScore.Torch;

/// <summary>The metrics of gradients through libtorch: those of the library's catalogue, as the engine computes them too.</summary>
internal static class TorchMetrics
{
    private static readonly IReadOnlyList<TorchMetric> All =
    [
        .. SaliencyMeasures.Metrics,
        .. FisherMeasure.Metrics,
        SynflowMeasure.Metric,
        .. JacobianMeasures.Metrics,
        ZicoMeasure.Metric,
        NtkMeasure.Metric,
        .. TokenGradients.Metrics,
        DssMeasure.Metric,
    ];

    /// <summary>The metric of this name, as libtorch computes it; null where it does not.</summary>
    public static TorchMetric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
