using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>A metric of one forward pass, or a few, per repeat. Metrics with the same measure share one observer of one pass.</summary>
public sealed class ForwardMetric : Metric
{
    private readonly Func<ImmutableArray<double>, Network, SizePenalty, MetricScore>? _conclude;

    /// <summary>A metric whose score is what is measured.</summary>
    /// <param name="description">The catalogue's entry.</param>
    /// <param name="measure">What is measured in the passes of one repeat.</param>
    public ForwardMetric(MetricDescription description, IForwardMeasure measure)
        : this(description, measure, null)
    {
    }

    /// <param name="description">The catalogue's entry.</param>
    /// <param name="measure">What is measured in the passes of one repeat.</param>
    /// <param name="conclude">Turns the measured values of all repeats into the score; null to take them as they are.</param>
    internal ForwardMetric(
        MetricDescription description, IForwardMeasure measure, Func<ImmutableArray<double>, Network, SizePenalty, MetricScore>? conclude)
        : base(description)
    {
        ArgumentNullException.ThrowIfNull(measure);
        (Measure, _conclude) = (measure, conclude);
    }

    /// <summary>The measure: which activations it observes, and how it computes a value from them.</summary>
    public IForwardMeasure Measure { get; }

    /// <inheritdoc/>
    public override MetricRequirements Requirements => Measure.Requirements
        | (Measure.Protocol.HasOwnInputs ? MetricRequirements.OwnInputs : MetricRequirements.None)
        | (Measure.Protocol.HasBenchmarkWeights ? MetricRequirements.BenchmarkWeights : MetricRequirements.None);

    /// <summary>The score of all repeats.</summary>
    internal MetricScore Conclude(ImmutableArray<double> measured, Network network, SizePenalty penalty) =>
        _conclude is null ? new MetricScore(measured) : _conclude(measured, network, penalty);
}
