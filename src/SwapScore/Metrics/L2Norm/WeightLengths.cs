namespace SwapScore.Metrics.L2Norm;

/// <summary>Σ ‖W‖₂ over the weights of all convolutions and linear maps, as drawn; biases, normalisations and transposed convolutions do not count.</summary>
/// <remarks>The protocol of NAS-Bench-Suite-Zero, which names this the L2 norm.</remarks>
internal static class WeightLengths
{
    public static Metric Metric { get; } = new WeightMetric(
        new MetricDescription(
            "l2-norm", "Sum of the lengths of all weights of convolutions and linear maps.", MetricDirection.HigherIsBetter, MetricNeeds.Weights,
            "Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022)", "the benchmark's weights"),
        weights => weights.Where(weight => weight.IsMap).Sum(weight => Math.Sqrt(weight.SquaredLength())));
}
