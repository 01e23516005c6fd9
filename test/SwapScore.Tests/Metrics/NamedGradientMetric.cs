using SwapScore.Metrics;

namespace SwapScore.Tests.Metrics;

/// <summary>A metric of gradients that is only listed.</summary>
internal sealed class NamedGradientMetric(string name) : GradientMetric(
    new MetricDescription(name, "For tests.", MetricDirection.HigherIsBetter, MetricNeeds.Gradients, "here"));
