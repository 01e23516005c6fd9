namespace SwapScore.Metrics.Gradients;

/// <summary>A metric of gradients. The library lists it; a back end with automatic differentiation computes it, by its name.</summary>
internal sealed class GradientMetric(MetricDescription description) : Metric(description);
