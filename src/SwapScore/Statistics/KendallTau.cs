namespace SwapScore.Statistics;

/// <summary>
/// Kendall's τ-b: <c>(C − D) / √((n₀ − n₁)(n₀ − n₂))</c> with C concordant and D discordant pairs, n₀ = n(n − 1)/2 pairs in all, n₁ and n₂
/// pairs tied in the first and in the second sequence.
/// </summary>
/// <remarks>In O(n log n): W. R. Knight, A Computer Method for Calculating Kendall's Tau with Ungrouped Data (1966).</remarks>
internal static class KendallTau
{
    /// <summary>The rank correlation of two sequences.</summary>
    /// <param name="x">First sequence; infinities are ranked like any number.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <returns>−1 … 1; NaN for fewer than two pairs or a constant sequence.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Paired.Require(x, y);
        var order = Ranks.Order(x, y);
        var (first, second) = (x.ToArray(), y.ToArray());
        var sortedX = Array.ConvertAll(order, i => first[i]);
        var sortedY = Array.ConvertAll(order, i => second[i]);

        var pairs = (long)x.Length * (x.Length - 1) / 2;
        var tiedX = TiedPairs(sortedX.Length, i => sortedX[i] == sortedX[i - 1]);
        var tiedBoth = TiedPairs(sortedX.Length, i => sortedX[i] == sortedX[i - 1] && sortedY[i] == sortedY[i - 1]);
        var discordant = SortAndCountExchanges(sortedY, new double[sortedY.Length]);
        var tiedY = TiedPairs(sortedY.Length, i => sortedY[i] == sortedY[i - 1]);

        // Concordant pairs are what is neither discordant nor tied anywhere; pairs tied in both were subtracted twice.
        var concordantMinusDiscordant = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
        return Paired.Coefficient(concordantMinusDiscordant, pairs - tiedX, pairs - tiedY);
    }

    /// <summary>Number of pairs within runs of equal neighbours.</summary>
    private static long TiedPairs(int count, Func<int, bool> equalsPrevious)
    {
        var (tied, run) = (0L, 0L);
        for (var i = 1; i < count; i++)
        {
            run = equalsPrevious(i) ? run + 1 : 0;
            tied += run;
        }

        return tied;
    }

    /// <summary>Merge sort; returns by how many neighbour exchanges the order differs from the sorted one.</summary>
    private static long SortAndCountExchanges(Span<double> values, Span<double> spare)
    {
        if (values.Length < 2) return 0;
        var half = values.Length / 2;
        var exchanges = SortAndCountExchanges(values[..half], spare[..half]) + SortAndCountExchanges(values[half..], spare[half..]);
        values.CopyTo(spare);
        var (left, right) = (0, half);
        for (var i = 0; i < values.Length; i++)
        {
            if (right == values.Length || (left < half && spare[left] <= spare[right]))
            {
                values[i] = spare[left++];
            }
            else
            {
                exchanges += half - left;
                values[i] = spare[right++];
            }
        }

        return exchanges;
    }
}
