namespace SwapScore.Metrics;

/// <summary>A metric of the catalogue together with how it is computed.</summary>
internal abstract class Metric(MetricDescription description)
{
    public MetricDescription Description { get; } = description;
}
