using SwapScore.Randomness;

namespace SwapScore.Statistics;

/// <summary>
/// The difference of two rank correlations with the same truth over the same rows, with a paired bootstrap: both are computed again for the same resamples of
/// rows, so what rows have in common does not count as noise.
/// </summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Difference">Spearman's correlation of the first minus that of the second.</param>
/// <param name="Interval">Its 95 % bootstrap interval.</param>
/// <param name="PValue">
/// Two-sided p for no difference: twice the smaller share of resamples on either side of 0, <c>2·(1 + #)/(1 + resamples)</c>, at most 1.
/// </param>
/// <remarks>B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 16.</remarks>
internal sealed record PairedDifference(int Rows, double Difference, Interval Interval, double PValue)
{
    /// <summary>Below this p a difference counts as shown: 0.05.</summary>
    public const double Level = 0.05;

    /// <summary>Whether one is better than the other: p is below <see cref="Level"/>.</summary>
    public bool IsShown => PValue < Level;

    /// <summary>The difference of the correlations of two sequences with a third.</summary>
    /// <param name="first">First sequence.</param>
    /// <param name="second">Second sequence, of the same length.</param>
    /// <param name="truth">The third, of the same length.</param>
    /// <param name="key">Stream of randomness.</param>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    internal static PairedDifference Compute(double[] first, double[] second, double[] truth, RandomKey key)
    {
        var resamples = Bootstrap.Resamples([first, second], truth, key);
        return From(truth.Length, Spearman.Compute(first, truth) - Spearman.Compute(second, truth), resamples[0], resamples[1]);
    }

    /// <summary>The difference, from correlations that have been resampled.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="difference">The difference.</param>
    /// <param name="first">Correlations of the first per resample; NaN where not defined.</param>
    /// <param name="second">Those of the second, by the same draws.</param>
    internal static PairedDifference From(int rows, double difference, double[] first, double[] second)
    {
        double[] differences = [.. first.Zip(second, (a, b) => a - b).Where(value => !double.IsNaN(value))];
        var smaller = Math.Min(differences.Count(value => value <= 0), differences.Count(value => value >= 0));
        return new PairedDifference(
            rows, difference, Bootstrap.Middle(differences), differences.Length == 0 ? double.NaN : Math.Min(1, 2.0 * (1 + smaller) / (1 + differences.Length)));
    }
}
