namespace SwapScore.Metrics.ZeroLm;

/// <summary>
/// ZeroLM: over the weight matrices of all linear maps and convolutions, <c>‖W‖²_F / min(m, n)</c>, summed; m and n are the numbers of outputs and of values
/// that feed one output.
/// </summary>
/// <remarks>
/// Chen et al.: ZeroLM (2025). The published score weighs the parts of attention by a number α that is tuned on trained networks; here α is 1. No code is
/// published.
/// </remarks>
internal static class NormalizedWeights
{
    public static Metric Metric { get; } = new WeightMetric(
        new MetricDescription(
            "zerolm", "Squared lengths of all weight matrices, each divided by its smaller side, summed.", MetricDirection.HigherIsBetter, MetricNeeds.Weights,
            "ZeroLM (2025)", "the benchmark's weights; attention and feed-forward parts count alike"),
        weights => weights.Where(weight => weight.IsMap).Sum(weight => weight.SquaredLength() / Math.Min(weight.Outputs, weight.Count / weight.Outputs)));
}
