using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Rbflex;

/// <summary>
/// RBFleX: how far a network takes the first three samples apart, in the outputs of all its ReLUs and in what its last layer reads. Each sample is run by
/// itself. The score is <c>N·(ln |K| + ln |Q|)</c> with N = 3 and K, Q the kernels of <see cref="SampleSpread"/>.
/// </summary>
/// <remarks>
/// Yamasaki et al.: RBFleX-NAS (IEEE Transactions on Neural Networks and Learning Systems 2025). The published code finds γ of both kernels from ten networks
/// of a space; here they are those it states for NAS-Bench-201, on every network. They are so small that another γ adds the same number to all scores.
/// </remarks>
internal sealed class RbflexMeasure : IForwardMeasure
{
    private const int Samples = 3;

    private const double OutputGamma = 2.68690173088039e-12;

    private const double FeatureGamma = 1.02460061284506e-11;

    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "rbflex", "How far three samples lie apart in the outputs of all ReLUs and in the features: logarithms of the determinants of two kernels.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Yamasaki et al.: RBFleX-NAS (TNNLS 2025)", "three samples, each by itself; the benchmark's weights")
        {
            Scope = MetricScope.Images,
        },
        new RbflexMeasure());

    public ForwardProtocol Protocol { get; } = new("rbflex")
    {
        HasBenchmarkWeights = true,
        OwnInputs = (batch, _, _) => [.. Enumerable.Range(0, Math.Min(Samples, batch.Size)).Select(sample => batch.Part(sample, 1))],
    };

    public MetricRequirements Requirements => MetricRequirements.InnerValues;

    public Func<Node, bool> Observed(Network network)
    {
        var features = Features(network);
        return node => node.IsRectifier || network.Canonical[node.Index] == features;
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(network, Features(network));

    /// <summary>What is pooled before the classifier; where nothing is pooled, what the last operation reads.</summary>
    private static int Features(Network network)
    {
        var nodes = network.Nodes.Where(node => !node.IsAuxiliary).ToList();
        var pooled = nodes.FindLast(node => node.Operation is GlobalAveragePooling or Foreign { Kind: ForeignKind.GlobalPooling });
        return network.Canonical[(pooled ?? network.Outputs[0].Inputs[0]).Index];
    }

    private sealed class Observer(Network network, int features) : IRepeatObserver
    {
        private readonly SampleSpread _outputs = new();
        private readonly SampleSpread _features = new();
        private int _pass;

        public void Observe(in Activation activation)
        {
            var values = new float[activation.Neurons];
            activation.Sample(0).CopyTo(values);

            // Equal values count as often as rectifiers have them; other nodes that have them too do not count.
            var value = network.Canonical[activation.Node.Index];
            var rectifiers = network.Nodes.Count(node => node.IsRectifier && !node.IsAuxiliary && network.Canonical[node.Index] == value);
            if (rectifiers > 0) _outputs.Add(_pass, values, rectifiers);
            if (value == features) _features.Add(_pass, values, 1);
        }

        public void EndPass() => _pass++;

        public double Finish()
        {
            var score = _pass * (_outputs.LogDeterminant(OutputGamma) + _features.LogDeterminant(FeatureGamma));
            _outputs.Clear();
            _features.Clear();
            _pass = 0;
            return score;
        }
    }
}
