using SwapScore.Engine;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Independence;

/// <summary>
/// D̄: the share of neurons with a pattern of their own. For every live activation map and every sub-batch of 16 samples (<see cref="SubBatches"/>) the
/// number of distinct patterns is divided by the number of neurons; the mean of all, above 0 and at most 1.
/// </summary>
internal sealed class OwnPatternsMeasure : IForwardMeasure
{
    public bool TakesGroups => true;

    public Func<Node, bool> Observed(Network network) => LiveStructure.Activations(network);

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(new SubBatches(samples));

    private sealed class Observer(SubBatches batches) : IRepeatObserver
    {
        private double _shares;
        private int _maps;

        public void Observe(in Activation activation)
        {
            batches.Add(activation);
            _shares += (double)batches.TakePatterns() / activation.Neurons;
            if (activation.FirstSample == 0) _maps++;
        }

        public double Finish()
        {
            var mean = _maps == 0 ? 0 : _shares / ((double)_maps * batches.Count);
            (_shares, _maps) = (0, 0);
            return mean;
        }
    }
}
