using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Swap;

/// <summary>Number of distinct standard patterns of one pass.</summary>
internal sealed class StandardPatternsMeasure : IForwardMeasure
{
    public IRepeatObserver Start(Network network, int samples) => new Observer(new StandardPatternCounter(network.Activations, samples));

    private sealed class Observer(StandardPatternCounter counter) : IRepeatObserver
    {
        public void Observe(in Activation activation) => counter.Observe(activation);

        public double Finish()
        {
            var count = counter.Count;
            counter.Clear();
            return count;
        }
    }
}
