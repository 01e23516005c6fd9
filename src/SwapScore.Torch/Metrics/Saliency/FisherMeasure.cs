namespace SwapScore.Torch.Metrics.Saliency;

/// <summary>
/// Over every channel of the outputs a of convolutions and linear maps: <c>½ · mean_n (Σ_positions a·∂L/∂a)²</c>. The published code repeats the
/// value of a channel over the shape of its weight, so that it counts (input channels of the group × kernel area) times.
/// </summary>
internal static class FisherMeasure
{
    public static IReadOnlyList<TorchMetric> Metrics { get; } =
    [
        TorchMetric.OfStandard("fisher", run => Compute(run, isFaithful: false)),
        TorchMetric.OfStandard("fisher-faithful", run => Compute(run, isFaithful: true)),
    ];

    private static double Compute(GradientRun run, bool isFaithful) => run.Layers.Where(layer => layer.OutputGradient is not null).Sum(layer =>
    {
        var products = (layer.Output * layer.OutputGradient!).sum([2, 3]);
        var channels = GradientRun.Sum((products * products).mean([0])) / 2;
        return isFaithful ? channels * layer.Weight.numel() / layer.Weight.shape[0] : channels;
    });
}
