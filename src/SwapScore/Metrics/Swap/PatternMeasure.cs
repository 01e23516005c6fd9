using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics.Swap;

/// <summary>The number of distinct patterns of one pass.</summary>
/// <param name="create">Makes a counter for the activations of a network, a number of samples and the size of their groups.</param>
/// <param name="takesGroups">Whether the counter takes samples in groups.</param>
internal sealed class PatternMeasure(Func<IEnumerable<Node>, int, int, IPatternCounter> create, bool takesGroups) : IForwardMeasure
{
    public ForwardProtocol Protocol { get; init; } = ForwardProtocol.Standard;

    public bool TakesGroups => takesGroups;

    public Func<Node, bool> Observed(Network network) => node => node.IsSwapActivation;

    public IRepeatObserver Start(Network network, int samples, int groupSize) =>
        new Observer(create(network.Activations.DistinctBy(node => network.Canonical[node.Index]), samples, groupSize));

    private sealed class Observer(IPatternCounter counter) : IRepeatObserver
    {
        public bool TakesParts(Node node) => counter.TakesParts(node);

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
