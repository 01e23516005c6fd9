using SwapScore.Metrics;
using SwapScore.Torch.Metrics;
using SwapScore.Torch.Metrics.Jacobian;
using SwapScore.Torch.Metrics.Ntk;
using SwapScore.Torch.Metrics.Saliency;
using SwapScore.Torch.Metrics.Transformers;
using SwapScore.Torch.Metrics.Zico;

namespace SwapScore.Torch;

/// <summary>
/// The metrics of gradients through libtorch. The descriptions of those that the engine does not compute stand here, beside what computes them, and join the
/// catalogue of the library.
/// </summary>
public static class TorchMetrics
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

    /// <summary><see cref="MetricCatalog.Standard"/> and the metrics of gradients that need libtorch. Nothing of libtorch is loaded for it.</summary>
    public static MetricCatalog Catalog { get; } = MetricCatalog.Standard.With(All.Where(metric => MetricCatalog.Standard.Find(metric.Name) is null));

    /// <summary>The metric of this name, as libtorch computes it; null where it does not.</summary>
    internal static TorchMetric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
