namespace SwapScore.Metrics.Gradients;

/// <summary>
/// <c>Σ_layers ln Σ_i mean_b|g_i| / std_b(g_i)</c> over the gradients g of two batches b, the halves of the batch; weights whose gradient does not
/// vary are left out, and layers without any other. The deviation of two numbers is half their distance.
/// </summary>
internal static class ZicoMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfLabels(
        "zico", "Sum over the layers of the logarithm of mean over deviation of the gradients of two half batches.",
        "Li et al.: ZiCo (ICLR 2023)", Compute, "the two halves of the batch");

    private static double Compute(NetworkGradients gradients)
    {
        var (first, second) = HalfGradients.Of(gradients);
        return first.Zip(second).Sum(pair =>
        {
            var sum = 0.0;
            for (var i = 0; i < pair.First.Length; i++)
            {
                var distance = Math.Abs((double)pair.First[i] - pair.Second[i]);
                if (distance > 0) sum += (Math.Abs((double)pair.First[i]) + Math.Abs((double)pair.Second[i])) / distance;
            }

            return sum > 0 ? Math.Log(sum) : 0;
        });
    }
}
