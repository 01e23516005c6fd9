using SwapScore.Metrics.Gradients;
using SwapScore.Patterns;

namespace SwapScore.Metrics.LSwag;

/// <summary>
/// L-SWAG: <c>Λ·Ψ</c>, Ψ the number of distinct patterns as in <c>swap</c>, <c>Λ = Σ_layers ln Σ_i 1/std_b|g_i|</c> over the gradients g of two batches b, the
/// halves of the batch. Weights for which |g| does not vary are left out, and layers without any other. The deviation of two numbers is half their distance.
/// </summary>
/// <remarks>
/// Casarin, Escalera, Lanz: L-SWAG (CVPR 2025). No code is published. The paper sums over the layers between two depths, which it reads off the gradients of
/// 1,000 networks of each benchmark; here all layers count. Patterns and gradients are of the same weights, those of the benchmark. A weight whose gradients are nearly equal
/// counts most, so that rounding shows in the third digit.
/// </remarks>
internal static class LayerSwagMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfLabels(
        "lswag", "The number of patterns times the sum over the layers of the logarithm of one over the deviation of the gradients of two half batches.",
        "Casarin, Escalera, Lanz: L-SWAG (CVPR 2025)", Compute, "the two halves of the batch; all layers; the benchmark's weights");

    private static double Compute(NetworkGradients gradients)
    {
        var (first, second) = HalfGradients.Of(gradients);
        return first.Zip(second).Sum(pair => Steadiness(pair.First, pair.Second)) * Patterns(gradients);
    }

    private static double Steadiness(float[] first, float[] second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var distance = Math.Abs(Math.Abs((double)first[i]) - Math.Abs((double)second[i]));
            if (distance > 0) sum += 2 / distance;
        }

        return sum > 0 ? Math.Log(sum) : 0;
    }

    private static long Patterns(NetworkGradients gradients)
    {
        var network = gradients.Network;
        using var counter = new PatternCounter(network.Activations.DistinctBy(node => network.Canonical[node.Index]), gradients.Batch.Size, gradients.Batch.Size);
        gradients.Observe("lswag", node => node.IsSwapActivation, counter);
        return counter.Count;
    }
}
