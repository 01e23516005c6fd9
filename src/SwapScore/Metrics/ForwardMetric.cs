using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>A metric of one forward pass, or a few, per repeat. Metrics with the same measure share one observer of one pass.</summary>
internal sealed class ForwardMetric : Metric
{
    private readonly Func<ImmutableArray<ImmutableArray<double>>, Network, SizePenalty, MetricScore>? _conclude;
    private readonly MetricRequirements _requirements;

    /// <summary>A metric whose score is what is measured.</summary>
    /// <param name="description">The catalogue's entry.</param>
    /// <param name="measure">What is measured in the passes of one repeat.</param>
    public ForwardMetric(MetricDescription description, IForwardMeasure measure)
        : this(description, [measure], null)
    {
    }

    /// <param name="description">The catalogue's entry.</param>
    /// <param name="measures">What is measured in the passes of one repeat.</param>
    /// <param name="conclude">
    /// Turns the measured values, <c>[measure][repeat]</c>, into the score; null to take those of the only measure as they are.
    /// </param>
    /// <param name="requirements">What the metric needs beside what its measures need.</param>
    internal ForwardMetric(
        MetricDescription description,
        ImmutableArray<IForwardMeasure> measures,
        Func<ImmutableArray<ImmutableArray<double>>, Network, SizePenalty, MetricScore>? conclude,
        MetricRequirements requirements = MetricRequirements.None)
        : base(description)
    {
        foreach (var measure in measures)
            ArgumentNullException.ThrowIfNull(measure);
        (Measures, _conclude, _requirements) = (measures, conclude, requirements);
    }

    /// <summary>The measures: which activations each observes, and how it computes a value from them.</summary>
    public ImmutableArray<IForwardMeasure> Measures { get; }

    /// <inheritdoc/>
    public override MetricRequirements Requirements => Measures.Aggregate(_requirements, (all, measure) => all | measure.Requirements
        | (measure.Protocol.HasOwnInputs ? MetricRequirements.OwnInputs : MetricRequirements.None)
        | (measure.Protocol.Rewrite is not null ? MetricRequirements.Operations : MetricRequirements.None)
        | (measure.Protocol.HasBenchmarkWeights ? MetricRequirements.BenchmarkWeights : MetricRequirements.None));

    /// <summary>The score of all repeats.</summary>
    internal MetricScore Conclude(ImmutableArray<ImmutableArray<double>> measured, Network network, SizePenalty penalty) =>
        _conclude is null ? new MetricScore(measured[0]) : _conclude(measured, network, penalty);
}
