namespace SwapScore.Statistics;

/// <summary>Rows by score, best first, in groups of equal scores, whose members stand in any order: what is said of the first k is an expectation over all of them.</summary>
/// <remarks>F. McSherry, M. Najork, Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores (ECIR 2008).</remarks>
internal static class ScoreOrder
{
    /// <summary>The groups that the first rows come from: where each begins and ends in the order, and how many of it are among the first.</summary>
    /// <param name="scores">Scores; higher is better.</param>
    /// <param name="order">Rows, best first, as of <see cref="BestFirst"/>.</param>
    /// <param name="count">How many rows are the first.</param>
    public static IEnumerable<(int Start, int End, int Taken)> Groups(double[] scores, int[] order, int count)
    {
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < order.Length && scores[order[end]] == scores[order[start]])
                end++;
            yield return (start, end, Math.Min(count, end) - start);
            start = end;
        }
    }

    /// <summary>The rows, best first.</summary>
    public static int[] BestFirst(ReadOnlySpan<double> scores)
    {
        var order = Ranks.Order(scores);
        Array.Reverse(order);
        return order;
    }
}
