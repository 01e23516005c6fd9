using SwapScore.Engine;
using SwapScore.Metrics.Matrices;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Independence;

/// <summary>
/// Λ: over the recorded activation maps that are alive, each distinct one once, the sum of the smallest eigenvalues of the correlations between channels
/// (<see cref="ChannelSample"/>). It is 0 for a map one of whose channels is a combination of the others, and at most 1.
/// </summary>
/// <remarks>
/// A relative of MeCo (NeurIPS 2023): the samples of the batch instead of noise, several of them for small maps, only live maps of the activations that
/// <c>swap</c> records, in the same pass.
/// </remarks>
internal sealed class IndependenceMeasure : IForwardMeasure
{
    public Func<Node, bool> Observed(Network network)
    {
        // A sketch of a model of another runtime has no wiring: all of its activations count.
        if (network.Nodes.Any(node => node.Operation is ForeignActivation)) return node => node.IsSwapActivation;

        // Equal values are shown once, as those of their first node: they are alive if any of their nodes is.
        var live = LiveStructure.Find(network);
        var values = network.Activations.Where(live.IsLive).Select(node => network.Canonical[node.Index]).ToHashSet();
        return node => node.IsSwapActivation && values.Contains(network.Canonical[node.Index]);
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer();

    private sealed class Observer : IRepeatObserver
    {
        private double _sum;

        public void Observe(in Activation activation)
        {
            var channels = ChannelSample.Create(activation);
            _sum += Math.Max(0, SymmetricMatrix.SmallestEigenvalue(channels.Correlations(), channels.Channels));
        }

        public double Finish()
        {
            var sum = _sum;
            _sum = 0;
            return sum;
        }
    }
}
