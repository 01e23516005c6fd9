using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>A metric of the structure alone: one value, whatever the weights.</summary>
internal sealed class StructuralMetric(MetricDescription description, Func<Network, double> value) : Metric(description)
{
    public MetricScore Of(Network network) => new([value(network)]);
}
