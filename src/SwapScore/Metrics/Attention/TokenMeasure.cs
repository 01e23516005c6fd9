using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Attention;

/// <summary>A number of every recorded value of a Transformer, summed; normalised, divided by how many are recorded.</summary>
/// <remarks>Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023), as their notebook computes it.</remarks>
/// <param name="recorded">Says which nodes have recorded values.</param>
/// <param name="value">The number of one of them.</param>
/// <param name="isNormalized">Whether the sum is divided by their number.</param>
internal sealed class TokenMeasure(Func<Node, bool> recorded, TokenMeasure.ValueOf value, bool isNormalized) : IForwardMeasure
{
    /// <summary>The share of a group of samples in the number of a recorded value: shares of the groups of a batch of S samples add up to it.</summary>
    public delegate double ValueOf(in Activation activation, int samples);

    public MetricRequirements Requirements => MetricRequirements.InnerValues | MetricRequirements.EncoderParts;

    public bool TakesGroups => true;

    public Func<Node, bool> Observed(Network network) => recorded;

    public IRepeatObserver Start(Network network, int samples, int groupSize) => network.Nodes.Any(node => node.Operation is TokenEmbedding)
        ? new Observer(value, isNormalized, samples)
        : throw new UsageException($"{network.Name} reads no tokens", "this metric is for Transformers");

    private sealed class Observer(ValueOf value, bool isNormalized, int samples) : IRepeatObserver
    {
        private double _sum;
        private int _count;

        public void Observe(in Activation activation)
        {
            _sum += value(activation, samples) * activation.Multiplicity;
            if (activation.FirstSample == 0) _count += activation.Multiplicity;
        }

        public double Finish()
        {
            var result = isNormalized ? _sum / Math.Max(1, _count) : _sum;
            (_sum, _count) = (0, 0);
            return result;
        }
    }
}
