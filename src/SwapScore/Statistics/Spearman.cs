namespace SwapScore.Statistics;

/// <summary>Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing their mean rank.</summary>
internal static class Spearman
{
    /// <summary>The rank correlation of two sequences.</summary>
    /// <param name="x">First sequence; infinities are ranked like any number.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <returns>−1 … 1; NaN for fewer than two pairs or a constant sequence.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Paired.Require(x, y);
        return Pearson.Compute(Ranks.Compute(x), Ranks.Compute(y));
    }
}
