namespace SwapScore.Search.Strategies;

/// <summary>Candidates by fitness; among equals the one scored earlier comes first.</summary>
internal static class Fitness
{
    public static IOrderedEnumerable<Candidate> FittestFirst(this IEnumerable<Candidate> candidates, ISearchFitness fitness) =>
        candidates.OrderByDescending(fitness.Of).ThenBy(candidate => candidate.Number);

    public static Candidate Fittest(this IEnumerable<Candidate> candidates, ISearchFitness fitness) => candidates.MaxBy(candidate => (fitness.Of(candidate), -candidate.Number))!;
}
