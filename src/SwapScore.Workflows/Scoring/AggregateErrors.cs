using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;

namespace SwapScore.Workflows.Scoring;

/// <summary>
/// Errors of aggregates, by the jackknife: the aggregate of a pool is computed again without each repeat in turn. The values of a network are its pseudo-values
/// n·θ − (n − 1)·θ₋ᵣ about θ, so that the standard error of their mean, and of the mean of the differences of two networks, is the jackknife's.
/// </summary>
/// <remarks>B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 11.</remarks>
internal sealed class AggregateErrors
{
    // Networks are told apart by their results as objects: comparing all of their content would be slow.
    private readonly Dictionary<string, Dictionary<EvaluationResult, MetricScore>> _values = [];

    private AggregateErrors()
    {
    }

    /// <summary>Finds the errors of all aggregates that have metrics with repeats.</summary>
    /// <param name="columns">What is shown.</param>
    /// <param name="results">All networks, with the scores of the aggregates.</param>
    public static AggregateErrors Find(IEnumerable<MetricExpression> columns, IReadOnlyList<EvaluationResult> results)
    {
        var errors = new AggregateErrors();
        foreach (var aggregate in columns.Where(column => column.IsAggregate).Distinct())
            errors.Add(aggregate, results);
        return errors;
    }

    /// <summary>The values of an aggregate of a network; null for what is no aggregate, and without repeats.</summary>
    public MetricScore? Of(string column, EvaluationResult result) => _values.GetValueOrDefault(column)?.GetValueOrDefault(result);

    private void Add(MetricExpression aggregate, IReadOnlyList<EvaluationResult> results)
    {
        var scored = results.Where(result => result.Failure is null).ToArray();
        var repeats = scored.SelectMany(result => aggregate.Metrics.Select(metric => result.Metrics.GetValueOrDefault(metric)?.Values.Count ?? 1)).DefaultIfEmpty(1).Max();
        if (repeats < 2) return;
        var without = new List<IReadOnlyList<EvaluationResult>>();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            EvaluationResult[] rest = [.. scored.Select(result => Without(result, aggregate, repeat, repeats))];
            without.Add(rest.WithAggregates([aggregate]));
        }

        var values = _values[aggregate.Text] = new Dictionary<EvaluationResult, MetricScore>(ReferenceEqualityComparer.Instance);
        foreach (var (network, result) in scored.Index())
        {
            if (!result.Metrics.TryGetValue(aggregate.Text, out var score)) continue;
            var left = without.ConvertAll(all => all[network].Metrics.GetValueOrDefault(aggregate.Text)?.Mean ?? double.NaN);
            var mean = left.Average();
            values[result] = new MetricScore([.. left.Select(one => score.Mean + (repeats - 1) * (mean - one))]);
        }
    }

    /// <summary>The metrics of an aggregate without one repeat; a metric of one value keeps it.</summary>
    private static EvaluationResult Without(EvaluationResult result, MetricExpression aggregate, int repeat, int repeats) => new()
    {
        Request = result.Request,
        Metrics = aggregate.Metrics.Where(result.Metrics.ContainsKey).ToDictionary(metric => metric, metric =>
        {
            var score = result.Metrics[metric];
            if (score.Values.Count != repeats) return score;
            var rest = new MetricScore([.. score.Values.Where((_, i) => i != repeat)]);
            return score.LogMean is { } log && score.Mean > 0 ? rest with { LogMean = log + Math.Log(rest.Mean / score.Mean) } : rest with { LogMean = score.LogMean };
        }),
    };
}
