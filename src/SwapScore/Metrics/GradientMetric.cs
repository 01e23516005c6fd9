namespace SwapScore.Metrics;

/// <summary>
/// A metric of gradients. A back end with automatic differentiation derives its own kind, which holds how the metric is computed, and adds
/// its metrics to a catalogue.
/// </summary>
public abstract class GradientMetric : Metric
{
    /// <summary>Makes the catalogue's entry.</summary>
    /// <param name="description">What the catalogue says of it; needs <see cref="MetricNeeds.Gradients"/>.</param>
    /// <exception cref="ArgumentException">The description says that something else is computed.</exception>
    protected GradientMetric(MetricDescription description)
        : base(description)
    {
        if (description.Needs != MetricNeeds.Gradients) throw new ArgumentException($"{description.Name} is no metric of gradients.", nameof(description));
    }

    /// <inheritdoc/>
    public override MetricRequirements Requirements =>
        MetricRequirements.Gradients | (Description.Scope == MetricScope.Labels ? MetricRequirements.Labels : MetricRequirements.None);
}
