using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Swap;

/// <summary>Ψ of one pass.</summary>
internal sealed class SwapMeasure : IForwardMeasure
{
    public IRepeatObserver Start(Network network, int samples) => new Observer(new PatternCounter(network.Activations, samples));

    private sealed class Observer(PatternCounter counter) : IRepeatObserver
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
