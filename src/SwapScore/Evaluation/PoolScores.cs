using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;

namespace SwapScore.Evaluation;

/// <summary>Scores of aggregates: they depend on all networks that are compared, so they are added when all of these are scored.</summary>
public static class PoolScores
{
    /// <summary>Names of the metrics that have to be computed for some expressions, each once.</summary>
    /// <param name="expressions">Metrics and aggregates.</param>
    public static IEnumerable<string> Computed(this IEnumerable<MetricExpression> expressions) =>
        expressions.SelectMany(expression => expression.Metrics).Distinct();

    /// <summary>The same results, with the scores of aggregates under their texts. A network that failed is not part of the pool.</summary>
    /// <param name="results">All networks that are compared, with the scores of the metrics.</param>
    /// <param name="expressions">The aggregates; those that are one metric change nothing.</param>
    public static IReadOnlyList<EvaluationResult> WithAggregates(this IReadOnlyList<EvaluationResult> results, IEnumerable<MetricExpression> expressions)
    {
        ArgumentNullException.ThrowIfNull(results);
        var aggregates = expressions.Where(expression => expression.IsAggregate).Distinct().ToList();
        if (aggregates.Count == 0) return results;
        var pool = Pool(results);
        var scores = aggregates.ConvertAll(aggregate => pool.Length == 0 ? [] : Aggregation.Score(aggregate, Values(aggregate, pool)));
        var place = 0;
        return [.. results.Select(result => result.Failure is null ? With(result, aggregates, scores, place++) : result)];
    }

    /// <summary>The same scores with <see cref="NetworkScore.Mean"/> that of an aggregate among them.</summary>
    /// <param name="scores">All networks that are compared, with the scores of its metrics.</param>
    /// <param name="expression">A metric or an aggregate.</param>
    public static IReadOnlyList<NetworkScore> By(this IReadOnlyList<NetworkScore> scores, MetricExpression expression)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(expression);
        var results = WithAggregates([.. scores.Select(score => score.Result)], [expression]);
        return [.. scores.Zip(results, (score, result) => new NetworkScore(score.Name, result) { Metric = expression.Text })];
    }

    /// <summary>How far each metric of an aggregate ranks a pool as the others do.</summary>
    /// <param name="results">All networks that are compared.</param>
    /// <param name="aggregate">The aggregate.</param>
    public static IReadOnlyList<TermAgreement> Agreements(IReadOnlyList<EvaluationResult> results, MetricExpression aggregate)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(aggregate);
        return Aggregation.Agreements(aggregate, Values(aggregate, Pool(results)));
    }

    private static EvaluationResult[] Pool(IEnumerable<EvaluationResult> results) => [.. results.Where(result => result.Failure is null)];

    private static double[][] Values(MetricExpression aggregate, EvaluationResult[] pool) =>
    [
        .. aggregate.Metrics.Select(metric => Array.ConvertAll(pool, result => Aggregation.Value(aggregate.Kind, result.Metrics.GetValueOrDefault(metric)))),
    ];

    private static EvaluationResult With(EvaluationResult result, List<MetricExpression> aggregates, List<double[]> scores, int place)
    {
        var metrics = result.Metrics.ToDictionary();
        var undefined = result.Undefined.ToDictionary();
        foreach (var (aggregate, score) in aggregates.Zip(scores, (aggregate, all) => (aggregate, all[place])))
        {
            if (double.IsNaN(score)) undefined[aggregate.Text] = Reason(aggregate, result);
            else metrics[aggregate.Text] = aggregate.Kind == AggregateKind.Rank ? new MetricScore([score]) : new MetricScore([Math.Exp(score)], score);
        }

        return result with { Metrics = metrics, Undefined = undefined };
    }

    /// <summary>Why there is no product.</summary>
    private static string Reason(MetricExpression aggregate, EvaluationResult result)
    {
        var (term, score) = aggregate.Terms.Select(term => (term, Score: result.Metrics.GetValueOrDefault(term.Metric.Name)))
            .First(pair => double.IsNaN(Aggregation.LogPower(pair.term, Aggregation.Value(AggregateKind.Product, pair.Score))));
        return score is null
            ? $"{term.Metric.Name} has no value"
            : FormattableString.Invariant($"{term.Metric.Name} is {score.Mean:G6}, and a product takes {(term.Power < 0 ? "positive numbers" : "numbers of at least 0")}");
    }
}
