using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Studies;

namespace SwapScore.Bench.Scoreboard;

/// <summary>Rows of a column that recipes are chosen or checked on.</summary>
/// <param name="column">The column.</param>
/// <param name="rows">The rows with their scores.</param>
internal sealed class RecipeRows(ScoreboardColumn column, IReadOnlyList<(StudyEntry Entry, EvaluationResult Result)> rows)
{
    private readonly double[] _truth = [.. rows.Select(row => row.Entry.Truth)];
    private readonly Dictionary<(AggregateKind Kind, string Metric), double[]> _values = [];

    /// <summary>The column.</summary>
    public ScoreboardColumn Column => column;

    /// <summary>Whether every row has a score of a metric.</summary>
    public bool Have(string metric) => rows.All(row => row.Result.Metrics.ContainsKey(metric));

    /// <summary>Spearman's correlation of an expression with the accuracy; rows without a score rank last.</summary>
    public double Spearman(MetricExpression expression) => Statistics.Spearman.Compute(Scores(expression), _truth);

    /// <summary>Its 95 % bootstrap interval.</summary>
    public Interval Interval(MetricExpression expression) => Bootstrap.Spearman(Scores(expression), _truth, RandomKey.FromSeed(0));

    private double[] Scores(MetricExpression expression)
    {
        var values = expression.Terms.Select(term => Values(expression.Kind, term.Metric.Name)).ToArray();
        var scores = expression.IsAggregate ? Aggregation.Score(expression, values) : Array.ConvertAll(values[0], value => Aggregation.Ranked(expression.Terms[0], value));
        return Array.ConvertAll(scores, score => double.IsNaN(score) ? double.NegativeInfinity : score);
    }

    private double[] Values(AggregateKind kind, string metric)
    {
        lock (_values)
        {
            if (_values.TryGetValue((kind, metric), out var known)) return known;
            var read = kind == AggregateKind.None ? AggregateKind.Rank : kind;
            return _values[(kind, metric)] = [.. rows.Select(row => Aggregation.Value(read, row.Result.Metrics.GetValueOrDefault(metric)))];
        }
    }
}
