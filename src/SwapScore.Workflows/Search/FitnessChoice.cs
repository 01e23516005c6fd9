using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Networks;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Workflows.Search;

/// <summary>What a search maximizes, as asked for.</summary>
/// <param name="Kind">The kind of fitness. Default: by the first metric.</param>
public sealed record FitnessChoice(FitnessKind Kind = FitnessKind.ByMetric)
{
    /// <summary>
    /// The metric of a search that names none: <c>swap</c> where it is regularized, otherwise <c>swap-plus</c>, the best score that needs no other candidates.
    /// </summary>
    public string StandardMetric => Kind is FitnessKind.Regularized or FitnessKind.Adaptive ? "swap" : "swap-plus";

    /// <summary>One weight per metric, for <see cref="FitnessKind.Ranks"/>; empty for equal weights. Default: empty.</summary>
    public ValueList<double> Weights { get; init; } = [];

    /// <summary>An aggregate of the metrics, which is maximized in place of the first one; null for none. Default: null.</summary>
    public MetricExpression? Aggregate { get; init; }

    /// <summary>The fitness.</summary>
    /// <exception cref="UsageException">The weights do not fit the fitness or the metrics.</exception>
    internal ISearchFitness Create(
        EvaluationOptions options, RegularizationChoice regularization, ISearchSpace space, SpaceTask task, Shape input, int threads)
    {
        if (Aggregate is not null)
        {
            RequireNoSizes(options, regularization);
            return Weights.Count == 0 && Kind is FitnessKind.ByMetric or FitnessKind.Plain
                ? SearchFitness.Aggregate(Aggregate, options.Metrics)
                : throw new UsageException($"{Aggregate} is maximized as it is", "leave kind and weights of the fitness out");
        }

        if (Weights.Count > 0 && Kind != FitnessKind.Ranks) throw new UsageException("only ranks by several metrics take weights", "leave the weights out");
        var kind = Kind == FitnessKind.ByMetric ? (options.Metrics[0] == "swap" ? FitnessKind.Regularized : FitnessKind.Plain) : Kind;
        if (kind != FitnessKind.Regularized) RequireNoSizes(options, regularization);
        switch (kind)
        {
            case FitnessKind.Adaptive:
                return SearchFitness.Adaptive();
            case FitnessKind.Plain:
                return SearchFitness.Plain;
            case FitnessKind.Ranks:
                double[] weights = Weights.Count > 0 ? [.. Weights] : [.. Enumerable.Repeat(1.0, options.Metrics.Count)];
                return weights.Length == options.Metrics.Count
                    ? SearchFitness.Ranks(weights)
                    : throw new UsageException($"there are {weights.Length} weights for {options.Metrics.Count} metrics", "give one weight per metric");
            default:
                var (mu, sigma) = regularization.ResolveAll(space, task, input, threads);
                return SearchFitness.Regularized(mu, sigma);
        }
    }

    /// <summary>Refuses a μ or σ that nothing would use.</summary>
    private static void RequireNoSizes(EvaluationOptions options, RegularizationChoice regularization)
    {
        if (regularization != RegularizationChoice.Auto && !options.Metrics.Contains(MetricCatalog.Regularized))
            throw new UsageException("μ and σ are given, but what is maximized has none", "leave them out, or maximize swap, regularized");
    }
}
