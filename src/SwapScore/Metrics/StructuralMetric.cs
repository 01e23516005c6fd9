using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>A metric of the structure alone: one value, whatever the weights.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="value">From the scoring network.</param>
/// <param name="requirements">
/// <see cref="MetricRequirements.Operations"/> where the operations of the network matter; of a model of another runtime only the number of
/// parameters, of multiply-adds and the activations are known. Default: none.
/// </param>
internal sealed class StructuralMetric(
    MetricDescription description, Func<Network, double> value, MetricRequirements requirements = MetricRequirements.None) : Metric(description)
{
    /// <inheritdoc/>
    public override MetricRequirements Requirements => requirements;

    /// <summary>The value of the metric for a network.</summary>
    /// <param name="network">The scoring network.</param>
    public MetricScore Of(Network network) => new([value(network)]);
}
