namespace SwapScore.Metrics;

/// <summary>
/// A metric together with how it is computed: a <see cref="ForwardMetric"/>, a <see cref="WeightMetric"/>, a <see cref="StructuralMetric"/> or a
/// <see cref="GradientMetric"/>. A metric of one's own joins a catalogue by <see cref="MetricCatalog.With"/>.
/// </summary>
public abstract class Metric
{
    private protected Metric(MetricDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
    }

    /// <summary>The description in the catalogue.</summary>
    public MetricDescription Description { get; }

    /// <summary>Its name, lower case with dashes.</summary>
    public string Name => Description.Name;

    /// <summary>The properties a network must have for the metric.</summary>
    public abstract MetricRequirements Requirements { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
