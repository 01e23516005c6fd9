namespace SwapScore.Search;

/// <summary>What nothing else beats in both size and value.</summary>
internal static class ParetoFront
{
    /// <summary>The front, smallest first: every candidate has a higher score than all that are as small or smaller.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="fitness">What they are compared by, at this moment: <see cref="ISearchFitness.ScoreOf"/>.</param>
    public static IReadOnlyList<Candidate> Find(IEnumerable<Candidate> candidates, ISearchFitness fitness)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(fitness);
        return Find(candidates.OrderBy(candidate => candidate.Number), candidate => candidate.Parameters, fitness.ScoreOf);
    }

    /// <summary>The front, smallest first: everything that has a higher value than all that is as small or smaller.</summary>
    /// <typeparam name="T">What is compared.</typeparam>
    /// <param name="all">What is compared, in the order in which equals are preferred.</param>
    /// <param name="size">What should be small.</param>
    /// <param name="value">What should be large.</param>
    public static IReadOnlyList<T> Find<T>(IEnumerable<T> all, Func<T, double> size, Func<T, double> value)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(value);
        var front = new List<T>();
        foreach (var one in all.OrderBy(size).ThenByDescending(value))
            if (front.Count == 0 || value(one) > value(front[^1])) front.Add(one);
        return front;
    }
}
