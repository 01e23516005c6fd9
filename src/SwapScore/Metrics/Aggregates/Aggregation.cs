using SwapScore.Statistics;

namespace SwapScore.Metrics.Aggregates;

/// <summary>The arithmetic of aggregates over a pool of networks. What every metric adds is a logarithm, and the score is their sum.</summary>
internal static class Aggregation
{
    /// <summary>What an aggregate takes of the score of one metric: what ranks, or for a product its logarithm; NaN where it is missing.</summary>
    public static double Value(AggregateKind kind, MetricScore? score) =>
        score is null ? double.NaN : kind == AggregateKind.Rank ? score.RankValue : score.LogMean ?? Math.Log(score.Mean);

    /// <summary>The scores of a pool; NaN for a network that has none.</summary>
    /// <param name="expression">The aggregate.</param>
    /// <param name="values">As of <see cref="Value"/>, <c>[term][network]</c>.</param>
    public static double[] Score(MetricExpression expression, double[][] values) => Sum(Contributions(expression, values), leftOut: -1);

    /// <summary>What every term adds to the score of every network, <c>[term][network]</c>.</summary>
    /// <param name="expression">The aggregate.</param>
    /// <param name="values">As of <see cref="Value"/>, <c>[term][network]</c>.</param>
    public static double[][] Contributions(MetricExpression expression, double[][] values) =>
    [
        .. expression.Terms.Select((term, i) => expression.Kind == AggregateKind.Rank
            ? LogRanks(term, values[i])
            : Array.ConvertAll(values[i], value => LogPower(term, value))),
    ];

    /// <summary>A value as it is ranked: higher is better, and −∞ for what is missing or not finite.</summary>
    public static double Ranked(MetricTerm term, double value) =>
        !double.IsFinite(value) ? double.NegativeInfinity : term.Metric.Direction == MetricDirection.HigherIsBetter ? value : -value;

    /// <summary>What a rank adds.</summary>
    /// <param name="term">The metric and its weight.</param>
    /// <param name="rank">The rank, from 1 for the worst.</param>
    /// <param name="count">Number of networks.</param>
    public static double LogRank(MetricTerm term, double rank, int count) => term.Exponent * Math.Log(rank / count);

    /// <summary>What a factor adds; NaN where there is no product.</summary>
    /// <param name="term">The metric and its exponent.</param>
    /// <param name="logarithm">Logarithm of the factor; −∞ for a factor of 0.</param>
    public static double LogPower(MetricTerm term, double logarithm)
    {
        var added = term.Power * logarithm;
        return logarithm < double.PositiveInfinity && added < double.PositiveInfinity ? added : double.NaN;
    }

    /// <summary>How far every term ranks the pool as the others do; networks without a score are left out.</summary>
    /// <param name="expression">The aggregate.</param>
    /// <param name="values">As of <see cref="Value"/>, <c>[term][network]</c>.</param>
    public static IReadOnlyList<TermAgreement> Agreements(MetricExpression expression, double[][] values)
    {
        if (values[0].Length < TermAgreement.FewestNetworks) return [.. expression.Metrics.Select(metric => new TermAgreement(metric, double.NaN))];
        var contributions = Contributions(expression, values);
        var scores = Sum(contributions, leftOut: -1);
        var scored = Enumerable.Range(0, scores.Length).Where(i => !double.IsNaN(scores[i])).ToArray();
        return
        [
            .. expression.Terms.Select((term, t) =>
            {
                var others = Sum(contributions, leftOut: t);
                return new TermAgreement(
                    term.Metric.Name, Spearman.Compute(Array.ConvertAll(scored, i => contributions[t][i]), Array.ConvertAll(scored, i => others[i])));
            }),
        ];
    }

    /// <summary>The sum over terms per network, in the order of the terms.</summary>
    private static double[] Sum(double[][] contributions, int leftOut)
    {
        var sums = new double[contributions[0].Length];
        foreach (var (term, added) in contributions.Index())
            for (var i = 0; i < sums.Length && term != leftOut; i++)
                sums[i] += added[i];
        return sums;
    }

    private static double[] LogRanks(MetricTerm term, double[] values)
    {
        var ranks = Ranks.Compute(Array.ConvertAll(values, value => Ranked(term, value)));
        return Array.ConvertAll(ranks, rank => LogRank(term, rank, ranks.Length));
    }
}
