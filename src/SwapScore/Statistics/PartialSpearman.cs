namespace SwapScore.Statistics;

/// <summary>
/// Partial rank correlation of two sequences given a third: <c>(ρ_xy − ρ_xz·ρ_yz) / √((1 − ρ_xz²)(1 − ρ_yz²))</c> with Spearman's ρ. It is what is left of the
/// correlation when what both share with the third is taken away.
/// </summary>
internal static class PartialSpearman
{
    /// <summary>The partial rank correlation.</summary>
    /// <param name="x">First sequence.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <param name="given">The sequence that is held, of the same length.</param>
    /// <returns>−1 … 1; NaN where a correlation is not defined, or one with the third is ±1.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> given)
    {
        Paired.Require(x, y);
        Paired.Require(x, given);
        var (ranksX, ranksY, ranksGiven) = (Ranks.Compute(x), Ranks.Compute(y), Ranks.Compute(given));
        var (xy, xz, yz) = (Pearson.Compute(ranksX, ranksY), Pearson.Compute(ranksX, ranksGiven), Pearson.Compute(ranksY, ranksGiven));
        return Paired.Coefficient(xy - xz * yz, 1 - xz * xz, 1 - yz * yz);
    }
}
