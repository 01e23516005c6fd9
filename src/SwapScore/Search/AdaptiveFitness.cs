using SwapScore.Metrics.Swap;

namespace SwapScore.Search;

/// <summary>The score, regularised with μ and σ of the sizes seen so far.</summary>
internal sealed class AdaptiveFitness : ISearchFitness
{
    private readonly AdaptiveRegularization _adaptive = new();

    public string Description => "regularised adaptively";

    public string Summary => _adaptive is { Mu: { } mu, Sigma: { } sigma }
        ? FormattableString.Invariant($"regularised adaptively, μ {mu:G4} and σ {sigma:G4} thousand parameters at the end")
        : Description;

    public double Of(Candidate candidate) =>
        candidate.LogScore + (_adaptive is { Mu: { } mu, Sigma: { } sigma } ? Regularization.LogFactor(candidate.Parameters, mu, sigma) : 0);

    public double ScoreOf(Candidate candidate) => candidate.LogScore;

    public double ErrorOf(Candidate candidate) => SearchFitness.ErrorOfScore(candidate);

    public void Add(Candidate candidate) => _adaptive.Add(candidate.Parameters);

    public void EndEpoch() => _adaptive.EndEpoch();
}
