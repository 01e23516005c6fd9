using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Swap;

/// <summary>The number of distinct patterns of one pass.</summary>
/// <param name="create">Makes a counter for the activations of a network and a number of samples.</param>
internal sealed class PatternMeasure(Func<IEnumerable<Node>, int, IPatternCounter> create) : IForwardMeasure
{
    public Func<Node, bool> Observed(Network network) => node => node.IsSwapActivation;

    public IRepeatObserver Start(Network network, int samples) => new Observer(create(network.Activations.DistinctBy(node => network.Canonical[node.Index]), samples));

    private sealed class Observer(IPatternCounter counter) : IRepeatObserver
    {
        public void Observe(in Activation activation) => counter.Observe(activation);

        public double Finish()
        {
            var count = counter.Count;
            counter.Clear();
            return count;
        }

        public void Dispose() => counter.Dispose();
    }
}
