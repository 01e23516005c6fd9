using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics.Matrices;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;

namespace SwapScore.Metrics.Meco;

/// <summary>
/// MeCo: one sample of Gaussian noise of 64 × 64, or of the only size the network takes; for every value the network computes, the smallest eigenvalue of the correlation matrix of
/// its channels; summed. A channel that does not vary correlates with nothing, not even itself.
/// </summary>
/// <remarks>
/// Jiang, Wang, Bie: MeCo: Zero-Shot NAS with One Data and Single Forward Pass (NeurIPS 2023). The published code sums over modules, containers
/// included, so that a map counts as often as modules end in it; here each map counts once. The published code draws the channels of
/// <c>meco-opt</c>; here they are evenly chosen, since all of them have random weights.
/// </remarks>
/// <param name="limit">The most channels of a map, evenly chosen; what they give is multiplied by all channels divided by those.</param>
internal sealed class MecoMeasure(int limit) : IForwardMeasure
{
    private const int Side = 64;

    /// <summary>Channels of a map that <c>meco-opt</c> looks at.</summary>
    public const int FewChannels = 8;

    private static readonly ForwardProtocol Shared = new("meco")
    {
        HasBenchmarkWeights = true,
        OwnInputs = (batch, key, limits) =>
        {
            var shape = limits.Fit(new Shape(batch.Shape.Channels, Side, Side));
            return [new Batch(shape, Noise.Values(shape, 1, key.Derive(RandomPurpose.Noise, 0)), "noise")];
        },
    };

    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "meco", "Smallest eigenvalues of the correlations between the channels of every map, summed.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Jiang, Wang, Bie: MeCo (NeurIPS 2023)",
            "one sample of 64×64 noise, the benchmark's weights; each map counts once")
        {
            Scope = MetricScope.Images,
        },
        new MecoMeasure(int.MaxValue));

    public static Metric FewChannelsMetric { get; } = new ForwardMetric(
        new MetricDescription(
            "meco-opt", "Like meco, with 8 channels of every map, times the channels of the map divided by 8.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Jiang, Wang, Bie: MeCo (NeurIPS 2023)",
            "as meco; channels evenly chosen")
        {
            Scope = MetricScope.Images,
        },
        new MecoMeasure(FewChannels));

    public ForwardProtocol Protocol => Shared;

    public MetricRequirements Requirements => MetricRequirements.InnerValues;

    // The correlations of as many channels as a map has places are always singular: those maps add nothing.
    public Func<Node, bool> Observed(Network network) =>
        node => node.Operation is not Input && node.Shape.Area > Math.Min(limit, node.Shape.Channels);

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(limit);

    private sealed class Observer(int limit) : IRepeatObserver
    {
        private double _sum;

        public void Observe(in Activation activation)
        {
            var all = activation.Node.Shape.Channels;
            var channels = Math.Min(limit, all);
            _sum += (double)all / channels * SymmetricMatrix.SmallestEigenvalue(Correlations.OfChannels(activation, channels), channels);
        }

        public double Finish()
        {
            var sum = _sum;
            _sum = 0;
            return sum;
        }
    }
}
