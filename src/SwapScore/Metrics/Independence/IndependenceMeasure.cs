using SwapScore.Engine;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;

namespace SwapScore.Metrics.Independence;

/// <summary>
/// Λ: over the recorded activation maps that are alive, each distinct one once, the sum of the smallest eigenvalues of the correlations between channels
/// (<see cref="ChannelSample"/>). It is 0 for a map one of whose channels is a combination of the others, and at most 1.
/// </summary>
/// <remarks>
/// A relative of MeCo (NeurIPS 2023): up to 16 samples of the batch instead of one of noise, only live maps of the activations that <c>swap</c> records, in
/// the same pass.
/// </remarks>
internal sealed class IndependenceMeasure : IForwardMeasure
{
    // Only the first samples are read, and they are in the first group.
    public bool TakesGroups => true;

    public Func<Node, bool> Observed(Network network) => LiveStructure.Activations(network);

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer();

    private sealed class Observer : IRepeatObserver
    {
        private readonly ChannelSample _channels = new();
        private double _sum;

        public void Observe(in Activation activation)
        {
            if (activation.FirstSample == 0) _sum += _channels.SmallestEigenvalue(activation);
        }

        public double Finish()
        {
            var sum = _sum;
            _sum = 0;
            return sum;
        }
    }
}
