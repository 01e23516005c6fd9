using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.WPca;

/// <summary>
/// W-PCA: over the layers of an encoder, the number of principal components that hold more than 99 % of the variance of what the first map of the feed-forward
/// part gives (<see cref="PrincipalComponents"/>), summed, times the number of parameters.
/// </summary>
/// <remarks>
/// Wang, Yang, Ma: W-PCA (ICLR 2025). Parts of the published code take 99 % of the variance, others 90 %, and divide by the width of the map or do not; here
/// it is 99 % and no division, as in the paper. More than 4,096 tokens are thinned out evenly.
/// </remarks>
internal sealed class ComponentMeasure : IForwardMeasure
{
    private const double Share = 0.99;

    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "w-pca", "Principal components of the first feed-forward maps of all layers, summed, times the number of parameters.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Wang, Yang, Ma: W-PCA (ICLR 2025)", "99 % of the variance; at most 4,096 tokens")
        {
            Scope = MetricScope.Texts,
        },
        [new ComponentMeasure()],
        (values, network, _) => new MetricScore([.. values[0].Select(components => components * network.Parameters)]));

    public MetricRequirements Requirements => MetricRequirements.InnerValues | MetricRequirements.EncoderParts;

    public Func<Node, bool> Observed(Network network)
    {
        var continued = network.Nodes.Where(node => node.Role == NodeRole.FeedForward && node.Inputs[0].Operation is ActivationFunction { Kind: FunctionKind.Gelu or FunctionKind.Relu or FunctionKind.Silu }).ToHashSet();
        return node => node is { Role: NodeRole.FeedForward, Operation: Convolution or Linear } && !continued.Contains(node);
    }

    public IRepeatObserver Start(Network network, int samples, int groupSize) => network.Nodes.Any(node => node.Operation is TokenEmbedding)
        ? new Observer()
        : throw new UsageException($"{network.Name} reads no tokens", "this metric is for Transformers");

    private sealed class Observer : IRepeatObserver
    {
        private double _sum;

        public void Observe(in Activation activation) => _sum += (double)activation.Multiplicity * PrincipalComponents.Count(activation, Share);

        public double Finish()
        {
            var sum = _sum;
            _sum = 0;
            return sum;
        }
    }
}
