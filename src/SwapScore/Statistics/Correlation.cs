using SwapScore.Randomness;

namespace SwapScore.Statistics;

/// <summary>How well one sequence predicts another.</summary>
/// <param name="Count">Number of pairs.</param>
/// <param name="Spearman">Spearman's rank correlation.</param>
/// <param name="SpearmanInterval">Its 95 % bootstrap interval.</param>
/// <param name="Kendall">Kendall's τ-b.</param>
/// <param name="Pearson">Pearson's correlation.</param>
public sealed record Correlation(int Count, double Spearman, Interval SpearmanInterval, double Kendall, double Pearson)
{
    /// <summary>Computes all of them.</summary>
    /// <param name="x">First sequence.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <param name="key">Stream of randomness of the interval.</param>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static Correlation Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, RandomKey key) =>
        Compute([x.ToArray()], y.ToArray(), Bootstrap.Resamples([x.ToArray()], y.ToArray(), key))[0];

    /// <summary>Spearman's rank correlation alone: Pearson's correlation of the ranks, ties sharing their mean rank.</summary>
    /// <param name="x">First sequence; infinities are ranked like any number.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <returns>−1 … 1; NaN for fewer than two pairs or a constant sequence.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double ComputeSpearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Statistics.Spearman.Compute(x, y);

    /// <summary>Pearson's correlation alone: <c>r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²)</c>.</summary>
    /// <param name="x">First sequence.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <returns>−1 … 1; NaN for fewer than two pairs, a constant sequence or an infinity.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double ComputePearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Statistics.Pearson.Compute(x, y);

    /// <summary>Computes all of them for several sequences against the same one, which is ranked once.</summary>
    /// <param name="xs">First sequences.</param>
    /// <param name="y">Second sequence, as long as each of them.</param>
    /// <param name="resamples">Resampled correlations per first sequence, as of <see cref="Bootstrap.Resamples"/>.</param>
    /// <returns>One per first sequence, each as if it were alone.</returns>
    internal static Correlation[] Compute(double[][] xs, double[] y, double[][] resamples)
    {
        var ranks = Ranks.Compute(y);
        return
        [
            .. xs.Zip(resamples, (x, correlations) => new Correlation(
                x.Length,
                Statistics.Pearson.Compute(Ranks.Compute(x), ranks),
                Bootstrap.Middle(correlations),
                KendallTau.Compute(x, y),
                Statistics.Pearson.Compute(x, y))),
        ];
    }
}
