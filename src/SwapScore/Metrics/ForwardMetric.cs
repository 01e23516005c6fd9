using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>A metric of one forward pass a repeat. Metrics with the same measure share one observer of one pass.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="measure">What is measured in each pass.</param>
/// <param name="conclude">Turns the measured values of all repeats into the score; null to take them as they are.</param>
internal sealed class ForwardMetric(
    MetricDescription description,
    IForwardMeasure measure,
    Func<ImmutableArray<double>, Network, SizePenalty, MetricScore>? conclude = null) : Metric(description)
{
    public IForwardMeasure Measure { get; } = measure;

    public MetricScore Conclude(ImmutableArray<double> measured, Network network, SizePenalty penalty) =>
        conclude is null ? new MetricScore(measured) : conclude(measured, network, penalty);
}
