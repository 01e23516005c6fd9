using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;

namespace SwapScore.Metrics.Zen;

/// <summary>
/// Zen-score: <c>ln Δ + Σ ln √(mean σ²)</c>. Δ is the mean over samples of Σ|y(x) − y(x + 0.01·x′)|, x and x′ ~ N(0, 1) in the shape of the
/// batch, y the features before global pooling (in decoders, before the last convolution); the sum runs over batch normalisations, the
/// mean over their channels. Normalisations of zeros add nothing.
/// </summary>
/// <remarks>Lin et al.: Zen-NAS (ICCV 2021). No images are used; a batch gives shape and size.</remarks>
/// <param name="faithful">
/// Whether σ² is the running variance after both passes as in NAS-Bench-Suite-Zero (from 1, momentum 0.1, unbiased) instead of the
/// variance of the first pass, which is what the score means.
/// </param>
internal sealed class ZenMeasure(bool faithful) : IForwardMeasure
{
    private const float Perturbation = 0.01f;

    private static readonly ForwardProtocol Shared = new("zen") { OwnInputs = Inputs };

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new ForwardMetric(
            new MetricDescription(
                "zen", "How far the features move when the input is disturbed, corrected for batch normalisation.",
                MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Lin et al.: Zen-NAS (ICCV 2021)",
                "Gaussian noise, N(0,1) weights; variances of the first pass")
            {
                Scope = MetricScope.Images,
            },
            new ZenMeasure(faithful: false)),
        new ForwardMetric(
            new MetricDescription(
                "zen-faithful", "Like zen, with the running variances the published code reads by mistake.",
                MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022)",
                "as zen; running variances after two passes, momentum 0.1")
            {
                Scope = MetricScope.Images,
            },
            new ZenMeasure(faithful: true)),
    ];

    public ForwardProtocol Protocol => Shared;

    public MetricRequirements Requirements => MetricRequirements.InnerValues;

    public Func<Node, bool> Observed(Network network)
    {
        var wanted = new HashSet<Node>(NormalizedValues(network).Keys.Select(index => network.Nodes[index])) { Features(network) };
        return wanted.Contains;
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) =>
        new ZenObserver(network.Canonical[Features(network).Index], NormalizedValues(network), network.Canonical, samples, faithful);

    /// <summary>What the classifier pools, or the last convolution of a decoder reads.</summary>
    private static Node Features(Network network)
    {
        var nodes = network.Nodes.Where(node => !node.IsAuxiliary).ToList();
        var last = nodes.FindLast(node => node.Operation is GlobalAveragePooling or Foreign { Kind: ForeignKind.GlobalPooling })
            ?? nodes.FindLast(node => node.Operation is Convolution or Foreign { Kind: ForeignKind.Convolution });
        return network.Nodes[network.Canonical[(last?.Inputs[0] ?? network.Outputs[0]).Index]];
    }

    /// <summary>Values that are normalised, and the normalisations (a module used several times counts once) that read them.</summary>
    private static Dictionary<int, List<Node>> NormalizedValues(Network network) => network.Nodes
        .Where(node => node.Operation is BatchNormalization or Foreign { Kind: ForeignKind.BatchNormalization } && !node.IsAuxiliary)
        .GroupBy(node => network.Canonical[node.Inputs[0].Index])
        .ToDictionary(group => group.Key, group => group.Select(node => node.WeightOwner).ToList());

    private static Batch[] Inputs(Batch batch, RandomKey key, InputLimits limits)
    {
        var shape = limits.Fit(batch.Shape);
        var x = Noise.Values(shape, batch.Size, key.Derive(RandomPurpose.Noise, 0));
        var perturbed = Noise.Values(shape, batch.Size, key.Derive(RandomPurpose.Noise, 1));
        for (var i = 0; i < x.Length; i++)
            perturbed[i] = x[i] + Perturbation * perturbed[i];
        return [new Batch(shape, x, "noise"), new Batch(shape, perturbed, "perturbed noise")];
    }
}
