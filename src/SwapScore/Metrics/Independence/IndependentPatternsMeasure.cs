using SwapScore.Engine;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Independence;

/// <summary>
/// P: over the live activation maps, the number of distinct patterns of a map in a sub-batch of 16 samples (<see cref="SubBatches"/>, the mean of all
/// sub-batches) times the smallest eigenvalue of the correlations between its channels (<see cref="ChannelSample"/>), summed. What a map adds lies between 0
/// and its number of neurons.
/// </summary>
internal sealed class IndependentPatternsMeasure : IForwardMeasure
{
    public bool TakesGroups => true;

    public Func<Node, bool> Observed(Network network) => LiveStructure.Activations(network);

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(new SubBatches(samples));

    private sealed class Observer(SubBatches batches) : IRepeatObserver
    {
        private readonly ChannelSample _channels = new();
        private readonly Dictionary<int, double> _independence = [];
        private double _sum;

        public void Observe(in Activation activation)
        {
            if (activation.FirstSample == 0) _independence[activation.Node.Index] = _channels.SmallestEigenvalue(activation);
            batches.Add(activation);
            _sum += _independence[activation.Node.Index] * batches.TakePatterns();
        }

        public double Finish()
        {
            var mean = _sum / batches.Count;
            _sum = 0;
            return mean;
        }
    }
}
