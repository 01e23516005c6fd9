namespace SwapScore.Search;

/// <summary>The candidates no other one beats in both score and size.</summary>
public static class ParetoFront
{
    /// <summary>The front, smallest first: every candidate has a higher score than all that are as small or smaller.</summary>
    /// <param name="candidates">The candidates.</param>
    public static IReadOnlyList<Candidate> Of(IEnumerable<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var front = new List<Candidate>();
        foreach (var candidate in candidates.OrderBy(one => one.Parameters).ThenByDescending(one => one.LogScore).ThenBy(one => one.Number))
            if (front.Count == 0 || candidate.LogScore > front[^1].LogScore) front.Add(candidate);
        return front;
    }
}
