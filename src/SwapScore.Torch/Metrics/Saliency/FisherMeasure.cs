namespace SwapScore.Torch.Metrics.Saliency;

/// <summary>
/// Over every channel of the outputs a of convolutions and linear maps: <c>½ · mean_n (Σ_positions a·∂L/∂a)²</c>. The published code repeats the
/// value of a channel over the shape of its weight, so that it counts (input channels of the group × kernel area) times.
/// </summary>
internal static class FisherMeasure
{
    public static IReadOnlyList<TorchMetric> Metrics { get; } =
    [
        TorchMetric.OfLabels(
            "fisher", "Half the squared sum over positions of activation times its gradient, mean over samples, summed over channels.",
            "Turner et al.: BlockSwap (ICLR 2020)", run => Compute(run, isFaithful: false), "outputs of convolutions and linear maps"),
        TorchMetric.OfLabels(
            "fisher-faithful", "Like fisher, each channel counted once for every weight that feeds it, as the published code does.",
            TorchMetric.Krishnakumar, run => Compute(run, isFaithful: true)),
    ];

    private static double Compute(GradientRun run, bool isFaithful) => run.Layers.Where(layer => layer.OutputGradient is not null).Sum(layer =>
    {
        var products = (layer.Output * layer.OutputGradient!).sum([2, 3]);
        var channels = GradientRun.Sum((products * products).mean([0])) / 2;
        return isFaithful ? channels * layer.Weight.numel() / layer.Weight.shape[0] : channels;
    });
}
