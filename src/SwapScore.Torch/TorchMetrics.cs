using SwapScore.Metrics;
using SwapScore.Torch.Metrics.Jacobian;
using SwapScore.Torch.Metrics.Ntk;
using SwapScore.Torch.Metrics.Saliency;
using SwapScore.Torch.Metrics.Transformers;
using SwapScore.Torch.Metrics.Zico;

namespace SwapScore.Torch;

/// <summary>The metrics of gradients: their descriptions stand here beside what computes them, and join the catalogue of the library.</summary>
public static class TorchMetrics
{
    /// <summary><see cref="MetricCatalog.Standard"/> and the metrics of gradients. Nothing of libtorch is loaded for it.</summary>
    public static MetricCatalog Catalog { get; } = MetricCatalog.Standard.With(
    [
        .. SaliencyMeasures.Metrics,
        .. FisherMeasure.Metrics,
        SynflowMeasure.Metric,
        .. JacobianMeasures.Metrics,
        ZicoMeasure.Metric,
        NtkMeasure.Metric,
        .. TokenGradients.Metrics,
        DssMeasure.Metric,
    ]);
}
