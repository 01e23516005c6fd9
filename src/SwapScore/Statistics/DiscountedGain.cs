namespace SwapScore.Statistics;

/// <summary>
/// Normalized discounted cumulative gain: <c>Σ_{i≤P} g_i / log₂(1 + i)</c> over the rows by score, divided by the same over the rows by truth. The gain of a row
/// is <c>2^t − 1</c>, t its truth: an accuracy in per cent counts twice as much for every point. Rows of equal scores share the mean of their gains.
/// </summary>
/// <remarks>With P = 1,000, as O. Tybl and L. Neumann use it: Training-free Neural Architecture Search through Variance of Knowledge of Deep Network Weights (CVPR 2025).</remarks>
internal static class DiscountedGain
{
    /// <summary>P by default.</summary>
    public const int DefaultCount = 1000;

    /// <summary>The share of the best possible gain.</summary>
    /// <param name="scores">Scores; higher is better.</param>
    /// <param name="truth">What is true of each row, of the same length; higher is better.</param>
    /// <param name="count">P: how many rows count. Default: 1,000.</param>
    /// <returns>At most 1; NaN without rows, or where the best truth is not above 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> scores, ReadOnlySpan<double> truth, int count = DefaultCount)
    {
        Paired.Require(scores, truth);
        if (truth.IsEmpty) return double.NaN;
        count = Math.Min(count, truth.Length);
        var (x, best) = (scores.ToArray(), double.NegativeInfinity);
        foreach (var value in truth)
            best = Math.Max(best, value);
        if (!(best > 0)) return double.NaN;

        // All divided by the best gain's 2^t: an accuracy of 94 has no gain that could be written.
        var gains = new double[truth.Length];
        for (var i = 0; i < gains.Length; i++)
            gains[i] = Math.Pow(2, truth[i] - best) - Math.Pow(2, -best);
        var order = ScoreOrder.BestFirst(x);
        var found = 0.0;
        foreach (var (start, end, taken) in ScoreOrder.Groups(x, order, count))
        {
            var (gain, discount) = (0.0, 0.0);
            for (var i = start; i < end; i++)
                gain += gains[order[i]];
            for (var i = start; i < start + taken; i++)
                discount += Discount(i);
            found += gain / (end - start) * discount;
        }

        Array.Sort(gains);
        var possible = 0.0;
        for (var i = 0; i < count; i++)
            possible += gains[^(i + 1)] * Discount(i);
        return found / possible;
    }

    private static double Discount(int place) => 1 / Math.Log2(place + 2);
}
