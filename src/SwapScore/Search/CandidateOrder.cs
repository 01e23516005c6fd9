namespace SwapScore.Search;

/// <summary>Candidates by fitness; among equals the one scored earlier comes first.</summary>
public static class CandidateOrder
{
    /// <summary>The candidates, fittest first.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="fitness">What they are compared by, at this moment.</param>
    public static IOrderedEnumerable<Candidate> FittestFirst(this IEnumerable<Candidate> candidates, ISearchFitness fitness)
    {
        ArgumentNullException.ThrowIfNull(fitness);
        return candidates.OrderByDescending(fitness.Of).ThenBy(candidate => candidate.Number);
    }

    /// <summary>The fittest of one candidate or more.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="fitness">What they are compared by, at this moment.</param>
    public static Candidate Fittest(this IEnumerable<Candidate> candidates, ISearchFitness fitness)
    {
        ArgumentNullException.ThrowIfNull(fitness);
        return candidates.MaxBy(candidate => (fitness.Of(candidate), -candidate.Number))!;
    }
}
