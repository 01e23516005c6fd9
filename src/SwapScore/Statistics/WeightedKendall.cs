namespace SwapScore.Statistics;

/// <summary>
/// Weighted Kendall's τ: a pair of ranks r and s from 0, the best, weighs <c>1/(1 + r) + 1/(1 + s)</c>, so exchanges at the top cost most. As τ-b it is
/// Σ w·sgn(Δx)·sgn(Δy) / √(Σ_{Δx≠0} w · Σ_{Δy≠0} w) over all pairs. It is the mean of two: ranks by the first sequence, ties by the second, and the other way
/// round.
/// </summary>
/// <remarks>
/// S. Vigna, A Weighted Correlation Index for Rankings with Ties (WWW 2015), as <c>scipy.stats.weightedtau</c> by default. In O(n log n), after W. R. Knight (1966).
/// </remarks>
internal static class WeightedKendall
{
    /// <summary>The weighted rank correlation of two sequences.</summary>
    /// <param name="x">First sequence; higher is better.</param>
    /// <param name="y">Second sequence, of the same length; higher is better.</param>
    /// <returns>−1 … 1; NaN for fewer than two pairs or a constant sequence.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Paired.Require(x, y);
        return (RankedByFirst(x, y) + RankedByFirst(y, x)) / 2;
    }

    private static double RankedByFirst(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        // Best first: the place of a pair is its rank.
        var order = Ranks.Order(first, second);
        Array.Reverse(order);
        var (x, y, weights) = (new double[order.Length], new double[order.Length], new double[order.Length]);
        for (var rank = 0; rank < order.Length; rank++)
            (x[rank], y[rank], weights[rank]) = (first[order[rank]], second[order[rank]], 1.0 / (1 + rank));

        var all = Tied(weights, (_, _) => true);
        var tiedX = Tied(weights, (a, b) => x[a] == x[b]);
        var tiedBoth = Tied(weights, (a, b) => x[a] == x[b] && y[a] == y[b]);
        var discordant = SortAndWeighExchanges(y, weights, new double[y.Length], new double[y.Length]);
        var tiedY = Tied(weights, (a, b) => y[a] == y[b]);
        return Paired.Coefficient(all - tiedX - tiedY + tiedBoth - 2 * discordant, all - tiedX, all - tiedY);
    }

    /// <summary>Weight of all pairs within runs of neighbours that are equal: each of a run weighs once per other one of it.</summary>
    private static double Tied(double[] weights, Func<int, int, bool> areEqual)
    {
        var sum = 0.0;
        for (var first = 0; first < weights.Length;)
        {
            var (end, run) = (first + 1, weights[first]);
            while (end < weights.Length && areEqual(end - 1, end))
                run += weights[end++];
            sum += run * (end - first - 1);
            first = end;
        }

        return sum;
    }

    /// <summary>Merge sort, highest first; returns the weight of all pairs that change places.</summary>
    private static double SortAndWeighExchanges(Span<double> values, Span<double> weights, Span<double> spareValues, Span<double> spareWeights)
    {
        if (values.Length < 2) return 0;
        var half = values.Length / 2;
        var exchanged = SortAndWeighExchanges(values[..half], weights[..half], spareValues[..half], spareWeights[..half])
            + SortAndWeighExchanges(values[half..], weights[half..], spareValues[half..], spareWeights[half..]);
        values.CopyTo(spareValues);
        weights.CopyTo(spareWeights);
        var rest = 0.0;
        for (var i = 0; i < half; i++)
            rest += weights[i];
        var (left, right) = (0, half);
        for (var i = 0; i < values.Length; i++)
        {
            var takesLeft = right == values.Length || (left < half && spareValues[left] >= spareValues[right]);
            var from = takesLeft ? left++ : right++;
            if (takesLeft) rest -= spareWeights[from];
            else exchanged += rest + (half - left) * spareWeights[from];
            (values[i], weights[i]) = (spareValues[from], spareWeights[from]);
        }

        return exchanged;
    }
}
