using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Metrics.WrCor;

/// <summary>
/// The forward half of WRCor: <c>ln |det K|</c>, where K sums over all ReLUs the absolute Pearson correlations between samples of what the ReLU reads. ReLUs
/// after block i of the network count 2^i times, the stem being block 0 (<see cref="ResponseCorrelations"/>). Values of which one sample does not vary are left out.
/// </summary>
/// <remarks>
/// Jing et al.: Zero-Shot Neural Architecture Search with Weighted Response Correlation (2025). The published score adds the same correlations of gradients:
/// <see cref="ResponseCorrelationMetric"/>. Its hooks read the inputs of ReLUs that work in place after these have overwritten them; here it is what the ReLU reads. ReLUs of
/// the stem, which the published code leaves out, count half.
/// </remarks>
internal sealed class ResponseCorrelationMeasure : IForwardMeasure
{
    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "wrcor-forward", "Logarithm of the determinant of the correlations between samples before all ReLUs, later cells weighted more.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Jing et al.: WRCor (Neurocomputing 2025)", "the benchmark's weights; without the half of gradients")
        {
            Scope = MetricScope.Images,
        },
        new ResponseCorrelationMeasure());

    public ForwardProtocol Protocol { get; } = new("wrcor") { HasBenchmarkWeights = true };

    public MetricRequirements Requirements => MetricRequirements.InnerValues;

    public Func<Node, bool> Observed(Network network)
    {
        var weights = Weights(network);
        return node => weights.ContainsKey(network.Canonical[node.Index]);
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(network, Weights(network), samples);

    /// <summary>How often every value counts: the weights of the ReLUs that read it, summed.</summary>
    internal static Dictionary<int, double> Weights(Network network) => network.Nodes
        .Where(node => node.IsRectifier && !node.IsAuxiliary)
        .GroupBy(node => network.Canonical[node.Inputs[0].Index])
        .ToDictionary(group => group.Key, group => group.Sum(node => ResponseCorrelations.WeightOf(network, node)));

    private sealed class Observer(Network network, Dictionary<int, double> weights, int samples) : IRepeatObserver
    {
        private readonly ResponseCorrelations _correlations = new(samples);

        public void Observe(in Activation activation) => _correlations.Add(activation, weights[network.Canonical[activation.Node.Index]]);

        public double Finish() => _correlations.Conclude();
    }
}
