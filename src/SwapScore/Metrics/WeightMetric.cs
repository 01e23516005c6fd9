using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics;

/// <summary>A metric of the initial weights alone: one value a repeat, without data.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="value">From the network, the benchmark's initialiser and the repeat's stream of randomness.</param>
internal sealed class WeightMetric(MetricDescription description, Func<Network, IInitializer, RandomKey, double> value) : Metric(description)
{
    public double Of(Network network, IInitializer initializer, RandomKey key) => value(network, initializer, key);
}
