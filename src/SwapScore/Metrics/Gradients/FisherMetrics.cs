namespace SwapScore.Metrics.Gradients;

/// <summary>
/// Over every channel of the outputs a of convolutions and linear maps: <c>½ · mean_n (Σ_positions a·∂L/∂a)²</c>. The published code repeats the
/// value of a channel over the shape of its weight, so that it counts (input channels of the group × kernel area) times.
/// </summary>
internal static class FisherMetrics
{
    public static IReadOnlyList<EngineGradientMetric> All { get; } =
    [
        EngineGradientMetric.OfLabels(
            "fisher", "Half the squared sum over positions of activation times its gradient, mean over samples, summed over channels.",
            "Turner et al.: BlockSwap (ICLR 2020)", gradients => Compute(gradients, isFaithful: false), "outputs of convolutions and linear maps"),
        EngineGradientMetric.OfLabels(
            "fisher-faithful", "Like fisher, each channel counted once for every weight that feeds it, as the published code does.",
            "Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022)", gradients => Compute(gradients, isFaithful: true)),
    ];

    private static double Compute(NetworkGradients gradients, bool isFaithful)
    {
        var results = gradients.Loss;
        var total = 0.0;
        var index = 0;
        foreach (var node in results.ProductNodes)
        {
            var products = results.Products(index++);
            if (node.IsAuxiliary) continue;
            var sum = 0.0;
            for (var sample = 0; sample < products.Samples; sample++)
            {
                var channels = products.Sample(sample);
                for (var channel = 0; channel < channels.Length; channel++)
                    sum += (double)channels[channel] * channels[channel];
            }

            total += sum / products.Samples / 2 * (isFaithful ? node.Parameters[0].FanIn : 1);
        }

        return total;
    }
}
