using System.Runtime.CompilerServices;
using SwapScore.Randomness;

namespace SwapScore.Statistics;

/// <summary>
/// Percentile bootstrap of Spearman's correlation: pairs are drawn with replacement, and the middle of the resampled correlations is the
/// interval. A resample is only one count per pair; both sequences are sorted once, and each resample's ranks follow in one pass.
/// </summary>
/// <remarks>B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.</remarks>
internal static class Bootstrap
{
    /// <summary>Number of resamples by default.</summary>
    public const int DefaultResamples = 1000;

    /// <summary>The interval that holds the middle <paramref name="level"/> of the resampled correlations.</summary>
    /// <param name="x">First sequence.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <param name="key">Stream of randomness.</param>
    /// <param name="resamples">Number of resamples. Default: 1,000.</param>
    /// <param name="level">Confidence level between 0 and 1. Default: 0.95.</param>
    /// <returns>NaN at both ends when no resample has a correlation.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static Interval Spearman(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, RandomKey key, int resamples = DefaultResamples, double level = 0.95) =>
        Spearman([x.ToArray()], y.ToArray(), key, resamples, level)[0];

    /// <summary>The intervals of several sequences against the same one: all are resampled by the same draws, which are made once.</summary>
    /// <param name="xs">First sequences.</param>
    /// <param name="y">Second sequence, as long as each of them.</param>
    /// <param name="key">Stream of randomness.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="level">Confidence level between 0 and 1.</param>
    /// <returns>One interval per first sequence, each as if it were alone.</returns>
    internal static Interval[] Spearman(double[][] xs, double[] y, RandomKey key, int resamples = DefaultResamples, double level = 0.95) =>
        Array.ConvertAll(Resamples(xs, y, key, resamples), correlations => Middle(correlations, level));

    /// <summary>The correlations of every resample: of several sequences with the same one, all by the same draws.</summary>
    /// <param name="xs">First sequences.</param>
    /// <param name="y">Second sequence, as long as each of them.</param>
    /// <param name="key">Stream of randomness.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <returns>Per first sequence one correlation per resample, in order; NaN where it is not defined.</returns>
    internal static double[][] Resamples(double[][] xs, double[] y, RandomKey key, int resamples = DefaultResamples)
    {
        foreach (var x in xs)
            Paired.Require(x, y);
        var (first, second) = (Array.ConvertAll(xs, x => new ResampledRanks(x)), new ResampledRanks(y));
        var counts = new int[y.Length];
        var correlations = Array.ConvertAll(xs, _ => new double[resamples]);
        for (var resample = 0; resample < resamples; resample++)
        {
            Draw(key.Derive(RandomPurpose.Bootstrap, resample), counts);
            second.Draw(counts);
            for (var i = 0; i < first.Length; i++)
            {
                first[i].Draw(counts);
                correlations[i][resample] = first[i].Correlation(second, counts);
            }
        }

        return correlations;
    }

    /// <summary>The interval that holds the middle of resampled values.</summary>
    /// <param name="values">The values; NaN where one is not defined. A resample of equal pairs only has none, which with more than a handful of pairs does not happen.</param>
    /// <param name="level">Confidence level between 0 and 1.</param>
    /// <returns>NaN at both ends when no value is defined.</returns>
    internal static Interval Middle(IEnumerable<double> values, double level = 0.95)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToList();
        return sorted.Count == 0
            ? new Interval(double.NaN, double.NaN)
            : new Interval(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    /// <summary>How often each pair is drawn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Draw(RandomKey key, int[] counts)
    {
        Array.Clear(counts);
        var draw = key.Draw();
        for (var i = 0; i < counts.Length; i++)
            counts[draw.Next(counts.Length)]++;
    }

    /// <summary>The quantile by linear interpolation between order statistics.</summary>
    internal static double Quantile(List<double> sorted, double level)
    {
        var position = level * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
