using SwapScore.Metrics.Aggregates;
using SwapScore.Metrics.Swap;

namespace SwapScore.Search;

/// <summary>The kinds of fitness there are, and the order they put candidates in.</summary>
public static class SearchFitness
{
    /// <summary>The score of the first metric alone. A score that is not finite is below all others.</summary>
    public static ISearchFitness Plain { get; } = new FunctionFitness("the score alone", PlainScore, PlainScore, ErrorOfScore);

    /// <summary>The score, regularised with fixed μ and σ, in thousands of parameters: <c>ln Ψ − (Θ − μ)² / σ</c>.</summary>
    /// <param name="mu">μ.</param>
    /// <param name="sigma">σ, positive.</param>
    public static ISearchFitness Regularized(double mu, double sigma) => new FunctionFitness(
        FormattableString.Invariant($"regularised with μ {mu:G4} and σ {sigma:G4} thousand parameters"),
        candidate => candidate.LogScore + Regularization.LogFactor(candidate.Parameters, mu, sigma),
        candidate => candidate.LogScore,
        ErrorOfScore);

    /// <summary>
    /// The score, regularised with the mean and standard deviation of all sizes seen so far, updated after every epoch. Scores and sizes are
    /// kept apart, so old candidates are weighted anew.
    /// </summary>
    public static ISearchFitness Adaptive() => new AdaptiveFitness();

    /// <summary>
    /// The weighted sum of a candidate's ranks by several metrics: for each, the fraction of all candidates so far that it is better than, a
    /// tie counting half. A score that is not finite is worse than all others.
    /// </summary>
    /// <param name="weights">One weight per metric, in the order of <see cref="Candidate.Scores"/>; none negative, not all 0.</param>
    /// <exception cref="UsageException">The weights are out of range.</exception>
    public static ISearchFitness Ranks(params IReadOnlyList<double> weights) => new RankFitness(weights);

    /// <summary>
    /// An aggregate of metrics: the logarithm of their product, or the sum of the logarithms of the ranks among all candidates so far. Ranks are taken
    /// anew with every candidate.
    /// </summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="metrics">Names of the metrics, in the order of <see cref="Candidate.Scores"/>.</param>
    /// <exception cref="UsageException">It is no aggregate, or one of its metrics is not among them.</exception>
    public static ISearchFitness Aggregate(MetricExpression aggregate, IReadOnlyList<string> metrics) => new AggregateFitness(aggregate, metrics);

    /// <summary>How far each metric of an aggregate ranks candidates as the others do.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="metrics">Names of the metrics, in the order of <see cref="Candidate.Scores"/>.</param>
    /// <param name="candidates">The candidates.</param>
    /// <exception cref="UsageException">It is no aggregate, or one of its metrics is not among them.</exception>
    public static IReadOnlyList<TermAgreement> Agreements(MetricExpression aggregate, IReadOnlyList<string> metrics, IEnumerable<Candidate> candidates) =>
        new AggregateFitness(aggregate, metrics).Agreements([.. candidates]);

    /// <summary>Any function of a candidate.</summary>
    /// <param name="description">In words; names every setting.</param>
    /// <param name="of">The fitness.</param>
    public static ISearchFitness From(string description, Func<Candidate, double> of) => new FunctionFitness(description, of, of, _ => 0);

    /// <summary>The candidates, fittest first; among equals the one scored earlier.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="fitness">What they are compared by, at this moment.</param>
    public static IOrderedEnumerable<Candidate> FittestFirst(this IEnumerable<Candidate> candidates, ISearchFitness fitness)
    {
        ArgumentNullException.ThrowIfNull(fitness);
        return candidates.OrderByDescending(fitness.Of).ThenBy(candidate => candidate.Number);
    }

    /// <summary>The fittest of one candidate or more; among equals the one scored earlier.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="fitness">What they are compared by, at this moment.</param>
    public static Candidate Fittest(this IEnumerable<Candidate> candidates, ISearchFitness fitness)
    {
        ArgumentNullException.ThrowIfNull(fitness);
        return candidates.MaxBy(candidate => (fitness.Of(candidate), -candidate.Number))!;
    }

    /// <summary>A score as it is ranked: −∞ for what is not finite.</summary>
    internal static double Ranked(double score) => double.IsFinite(score) ? score : double.NegativeInfinity;

    private static double PlainScore(Candidate candidate) => Ranked(candidate.LogScore);

    /// <summary>The error of the first score, which a factor of the size leaves as it is: scores are logarithms.</summary>
    internal static double ErrorOfScore(Candidate candidate) => candidate.Errors is [var error, ..] ? error : 0;

    private sealed class FunctionFitness(string description, Func<Candidate, double> of, Func<Candidate, double> scoreOf, Func<Candidate, double> errorOf) : ISearchFitness
    {
        public string Description => description;

        public double Of(Candidate candidate) => of(candidate);

        public double ScoreOf(Candidate candidate) => scoreOf(candidate);

        public double ErrorOf(Candidate candidate) => errorOf(candidate);
    }
}
