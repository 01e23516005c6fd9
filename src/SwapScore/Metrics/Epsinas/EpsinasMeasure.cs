using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Epsinas;

/// <summary>
/// The ε-proxy: how much the outputs of a network differ between two constants in place of all weights. The outputs of each of the two passes are scaled to
/// 0…1. Zeros of this scale are missing values. The score is the mean of the absolute differences divided by the mean of all outputs.
/// </summary>
/// <remarks>
/// Gracheva: Trainless model performance estimation based on random weights initialisations for neural architecture search (Array 2021), and its successor
/// with constants, github.com/egracheva/epsinas. The constants are those published for NAS-Bench-201, 1e-7 and 1, on every network. The published code takes
/// 256 images; here it is the batch. A repeat changes nothing, unless the network holds dropout.
/// </remarks>
internal sealed class EpsinasMeasure : IForwardMeasure
{
    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "epsinas", "Difference of the outputs with all weights 1e-7 and with all weights 1, each scaled to 0…1, divided by their mean.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Gracheva: epsinas (2023)", "constants 1e-7 and 1 in place of weights; one repeat is enough")
        {
            Scope = MetricScope.Images,
        },
        new EpsinasMeasure());

    public ForwardProtocol Protocol { get; } = new("epsinas") { Constants = [1e-7f, 1] };

    public MetricRequirements Requirements => MetricRequirements.InnerValues;

    public Func<Node, bool> Observed(Network network)
    {
        var output = network.Canonical[OutputOf(network).Index];
        return node => network.Canonical[node.Index] == output;
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer();

    /// <summary>The result of a network; of a sketch of a model of another runtime the last value that is known.</summary>
    private static Node OutputOf(Network network) =>
        network.Nodes.Any(node => node.Operation is Foreign or ForeignActivation) ? network.Nodes[^1] : network.Outputs[0];

    private sealed class Observer : IRepeatObserver
    {
        private readonly List<double[]> _passes = [];

        public void Observe(in Activation activation)
        {
            var outputs = new double[activation.Samples * activation.Neurons];
            for (var sample = 0; sample < activation.Samples; sample++)
            {
                var values = activation.Sample(sample);
                for (var i = 0; i < values.Length; i++)
                    outputs[sample * values.Length + i] = values[i];
            }

            _passes.Add(OutputDistance.Scale(outputs));
        }

        public double Finish()
        {
            var distance = OutputDistance.Relative(_passes[0], _passes[1]);
            _passes.Clear();
            return distance;
        }
    }
}
