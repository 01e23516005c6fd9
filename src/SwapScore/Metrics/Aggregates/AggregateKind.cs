namespace SwapScore.Metrics.Aggregates;

/// <summary>How the metrics of a <see cref="MetricExpression"/> are put together.</summary>
internal enum AggregateKind
{
    /// <summary>Not at all: it is one metric.</summary>
    None,

    /// <summary>Sum of the logarithms of the ranks by each metric, within a pool of networks.</summary>
    Rank,

    /// <summary>Product of powers of the values: one number per network, whatever the pool.</summary>
    Product,
}
