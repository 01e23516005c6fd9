using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Near;

/// <summary>
/// NEAR: the effective ranks of the outputs of all layers, summed. Layers are convolutions, linear maps, normalizations and activation functions. Each
/// gives a matrix of as many positions as it has channels (<see cref="ActivationRows"/>).
/// </summary>
/// <remarks>
/// Husistein, Reiher, Eckhoff: NEAR: A Training-Free Pre-Estimator of Machine Learning Model Performance (ICLR 2025). The published code draws the first
/// position and may run out of rows; here the positions in the middle of the batch are taken. Layers that compute the same values count as often as the
/// network computes them, as in the published code.
/// </remarks>
internal sealed class NearMeasure : IForwardMeasure
{
    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "near", "Effective ranks of the outputs of all layers, summed; positions are rows, channels are columns.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Husistein, Reiher, Eckhoff: NEAR (ICLR 2025)",
            "the benchmark's weights; as many positions as channels")
        {
            Scope = MetricScope.Images,
        },
        new NearMeasure());

    public ForwardProtocol Protocol { get; } = new("near") { HasBenchmarkWeights = true };

    public MetricRequirements Requirements => MetricRequirements.InnerValues;

    public Func<Node, bool> Observed(Network network) => node => node.Operation
        is Convolution or TransposedConvolution or Linear or BatchNormalization { Affine: true } or LayerNormalization
        or ActivationFunction { Kind: not (FunctionKind.Sigmoid or FunctionKind.HardSigmoid) } or ForeignActivation
        or Foreign { Kind: ForeignKind.Convolution or ForeignKind.BatchNormalization };

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer();

    private sealed class Observer : IRepeatObserver
    {
        private double _sum;

        public void Observe(in Activation activation) => _sum += activation.Multiplicity * ActivationRows.EffectiveRank(ActivationRows.Take(activation));

        public double Finish()
        {
            var sum = _sum;
            _sum = 0;
            return sum;
        }
    }
}
