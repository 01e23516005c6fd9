using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;

namespace SwapScore.Search;

/// <summary>An aggregate of metrics over all candidates so far. What has no product is below everything that has one.</summary>
internal sealed class AggregateFitness : ISearchFitness
{
    private readonly MetricExpression _aggregate;
    private readonly int[] _places;
    private readonly SeenValues[] _seen;

    public AggregateFitness(MetricExpression aggregate, IReadOnlyList<string> metrics)
    {
        if (!aggregate.IsAggregate) throw new UsageException($"{aggregate} is one metric, not an aggregate", "take the score alone");
        _aggregate = aggregate;
        _places = [.. aggregate.Metrics.Select(metric => metrics.ToList().IndexOf(metric))];
        _seen = [.. aggregate.Terms.Select(_ => new SeenValues())];
        if (aggregate.Metrics.FirstOrDefault(metric => !metrics.Contains(metric)) is { } missing)
            throw new UsageException($"{aggregate} needs {missing}, and candidates are scored by {string.Join(", ", metrics)}", "compute all metrics of an aggregate");
    }

    public string Description => _aggregate.Text;

    public double Of(Candidate candidate)
    {
        var sum = 0.0;
        for (var i = 0; i < _places.Length; i++)
            sum += _aggregate.Kind == AggregateKind.Rank ? LogRank(i, candidate) : Aggregation.LogPower(_aggregate.Terms[i], Value(i, candidate));
        return double.IsNaN(sum) ? double.NegativeInfinity : sum;
    }

    public void Add(Candidate candidate)
    {
        for (var i = 0; i < _seen.Length && _aggregate.Kind == AggregateKind.Rank; i++)
            _seen[i].Add(Aggregation.Ranked(_aggregate.Terms[i], Value(i, candidate)));
    }

    public IReadOnlyList<TermAgreement> Agreements(Candidate[] candidates) =>
        Aggregation.Agreements(_aggregate, [.. _places.Select((_, i) => Array.ConvertAll(candidates, candidate => Value(i, candidate)))]);

    private double LogRank(int i, Candidate candidate)
    {
        var (below, end) = _seen[i].Place(Aggregation.Ranked(_aggregate.Terms[i], Value(i, candidate)));
        return Aggregation.LogRank(_aggregate.Terms[i], (below + 1 + end) / 2.0, _seen[i].Count);
    }

    /// <summary>What the aggregate takes of a candidate's score, which is negated where lower is better and the logarithm of some metrics.</summary>
    private double Value(int i, Candidate candidate)
    {
        var (metric, score) = (_aggregate.Terms[i].Metric, candidate.Scores[_places[i]]);
        var value = metric.Direction == MetricDirection.HigherIsBetter ? score : -score;
        return _aggregate.Kind == AggregateKind.Rank || SearchScoring.HoldsLogarithm(metric.Name) ? value : Math.Log(value);
    }
}
