using SwapScore.Metrics.Swap;

namespace SwapScore.Search;

/// <summary>
/// What a search maximises: the logarithm of the score, plus that of the regularising factor if there is one. Scores and sizes are kept apart,
/// so that under an adaptive regularisation old candidates are weighted anew after every epoch.
/// </summary>
public sealed class SearchFitness
{
    private readonly Func<Candidate, double> _of;
    private readonly AdaptiveRegularisation? _adaptive;

    private SearchFitness(string description, Func<Candidate, double> of, AdaptiveRegularisation? adaptive = null) =>
        (Description, _of, _adaptive) = (description, of, adaptive);

    /// <summary>In words, for people.</summary>
    public string Description { get; }

    /// <summary>The score alone.</summary>
    public static SearchFitness Plain { get; } = new("the score alone", candidate => candidate.LogScore);

    /// <summary>The score, regularised with fixed μ and σ, in thousands of parameters.</summary>
    /// <param name="mu">μ.</param>
    /// <param name="sigma">σ, positive.</param>
    public static SearchFitness Regularised(double mu, double sigma) => new(
        FormattableString.Invariant($"regularised with μ {mu:G4} and σ {sigma:G4} thousand parameters"),
        candidate => candidate.LogScore + Regularisation.LogFactor(candidate.Parameters, mu, sigma));

    /// <summary>The score, regularised with the mean and standard deviation of all sizes seen so far, updated after every epoch.</summary>
    public static SearchFitness Adaptive()
    {
        var adaptive = new AdaptiveRegularisation();
        return new SearchFitness(
            "regularised adaptively",
            candidate => candidate.LogScore + (adaptive is { Mu: { } mu, Sigma: { } sigma } ? Regularisation.LogFactor(candidate.Parameters, mu, sigma) : 0),
            adaptive);
    }

    /// <summary>The fitness of a candidate at this moment.</summary>
    /// <param name="candidate">The candidate.</param>
    public double Of(Candidate candidate) => _of(candidate);

    internal void Add(Candidate candidate) => _adaptive?.Add(candidate.Parameters);

    internal void EndEpoch() => _adaptive?.EndEpoch();
}
