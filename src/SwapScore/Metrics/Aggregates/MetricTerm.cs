using System.Globalization;

namespace SwapScore.Metrics.Aggregates;

/// <summary>One metric of a <see cref="MetricExpression"/>, with its weight.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Exponent">The power its value or its rank is raised to, finite and not 0; in a rank above 0. Default: 1.</param>
internal sealed record MetricTerm(MetricDescription Metric, double Exponent = 1)
{
    /// <summary>The power with the direction of the metric: a value is better the higher this power of it is.</summary>
    internal double Power => Metric.Direction == MetricDirection.HigherIsBetter ? Exponent : -Exponent;

    /// <summary>The term as it is written: <c>swap</c>, <c>live-flops^0.5</c>.</summary>
    public override string ToString() =>
        Exponent == 1 ? Metric.Name : $"{Metric.Name}^{Exponent.ToString("R", CultureInfo.InvariantCulture)}";
}
