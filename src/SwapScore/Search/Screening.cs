using SwapScore.Spaces;
using static System.FormattableString;

namespace SwapScore.Search;

/// <summary>
/// Keeps the best of many architectures, so that a costlier method (a supernet, gradient-based search, training) starts from few: SWAP-Score
/// as pre-screening.
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, §IV-D.</remarks>
internal static class Screening
{
    /// <summary>Scores architectures and keeps the fittest.</summary>
    /// <param name="scoring">Scores; what it knows already is not scored again.</param>
    /// <param name="architectures">The architectures; isomorphic ones count once.</param>
    /// <param name="fitness">What is maximised.</param>
    /// <param name="keep">The part kept, above 0 and at most 1; at least one is.</param>
    /// <param name="cancellation">Stops the evaluations in progress.</param>
    /// <returns>The kept ones, fittest first. Architectures that cannot be scored are never kept.</returns>
    /// <exception cref="UsageException">The part is out of range, or nothing could be scored.</exception>
    public static async Task<IReadOnlyList<Candidate>> KeepAsync(
        SearchScoring scoring, IReadOnlyList<IArchitecture> architectures, ISearchFitness fitness, double keep, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scoring);
        ArgumentNullException.ThrowIfNull(fitness);
        if (!(keep > 0 && keep <= 1)) throw new UsageException(Invariant($"the part that is kept must be above 0 and at most 1, not {keep}"));
        await foreach (var candidate in scoring.ScoreAsync(architectures, cancellation).ConfigureAwait(false))
            fitness.Add(candidate);
        return Best(architectures.Select(scoring.Find).OfType<Candidate>(), scoring, fitness, all => (int)Math.Ceiling(keep * all));
    }

    /// <summary>The best of some candidates, best first, each once.</summary>
    /// <param name="candidates">Candidates, some perhaps more than once.</param>
    /// <param name="scoring">What scored them.</param>
    /// <param name="fitness">What is maximised.</param>
    /// <param name="count">How many are kept of so many different ones.</param>
    public static IReadOnlyList<Candidate> Best(IEnumerable<Candidate> candidates, SearchScoring scoring, ISearchFitness fitness, Func<int, int> count)
    {
        var different = candidates.DistinctBy(candidate => candidate.Number).ToList();
        return different.Count > 0
            ? [.. different.FittestFirst(fitness).Take(count(different.Count))]
            : throw new UsageException($"no architecture could be scored: {scoring.FirstFailure ?? "none was given"}");
    }
}
