namespace SwapScore.Metrics;

/// <summary>A metric of the initial weights alone: one value per repeat, without data.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="value">From the trainable weights of one repeat, in the order of the network, auxiliary heads left out.</param>
internal sealed class WeightMetric(MetricDescription description, Func<IEnumerable<InitialWeight>, double> value) : Metric(description)
{
    /// <inheritdoc/>
    public override MetricRequirements Requirements => MetricRequirements.BenchmarkWeights;

    /// <summary>The value of one repeat.</summary>
    /// <param name="weights">Its weights.</param>
    public double Of(IEnumerable<InitialWeight> weights) => value(weights);
}
