using SwapScore.Randomness;

namespace SwapScore.Statistics;

/// <summary>
/// Percentile bootstrap of Spearman's correlation: pairs are drawn with replacement, and the middle of the resampled correlations is the
/// interval. A resample is only one count per pair; both sequences are sorted once, and each resample's ranks follow in one pass.
/// </summary>
/// <remarks>B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.</remarks>
public static class Bootstrap
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
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, RandomKey key, int resamples = DefaultResamples, double level = 0.95)
    {
        Paired.Require(x, y);
        var (orderX, groupsX) = Sorted(x);
        var (orderY, groupsY) = Sorted(y);
        var counts = new int[x.Length];
        var (ranksX, ranksY) = (new double[x.Length], new double[x.Length]);
        var correlations = new List<double>(resamples);
        for (var resample = 0; resample < resamples; resample++)
        {
            Draw(key.Derive(RandomPurpose.Bootstrap, resample), counts);
            Rank(orderX, groupsX, counts, ranksX);
            Rank(orderY, groupsY, counts, ranksY);
            var correlation = Correlation(counts, ranksX, ranksY);

            // A resample of equal pairs only has no correlation; with more than a handful of pairs that does not happen.
            if (!double.IsNaN(correlation)) correlations.Add(correlation);
        }

        if (correlations.Count == 0) return new Interval(double.NaN, double.NaN);
        correlations.Sort();
        return new Interval(Quantile(correlations, (1 - level) / 2), Quantile(correlations, (1 + level) / 2));
    }

    /// <summary>How often each pair is drawn.</summary>
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

    /// <summary>The order of the values, and where each run of equal values ends.</summary>
    private static (int[] Order, int[] GroupEnds) Sorted(ReadOnlySpan<double> values)
    {
        var order = Ranks.Order(values);
        var ends = new List<int>();
        for (var i = 1; i <= order.Length; i++)
            if (i == order.Length || values[order[i]] != values[order[i - 1]])
                ends.Add(i);
        return (order, [.. ends]);
    }

    /// <summary>Mean ranks when each value occurs as often as it was drawn.</summary>
    private static void Rank(int[] order, int[] groupEnds, int[] counts, double[] ranks)
    {
        var (first, below) = (0, 0);
        foreach (var end in groupEnds)
        {
            var count = 0;
            for (var i = first; i < end; i++)
                count += counts[order[i]];
            for (var i = first; i < end; i++)
                ranks[order[i]] = below + (count + 1) / 2.0;
            below += count;
            first = end;
        }
    }

    /// <summary>Pearson's correlation of the ranks, each pair weighted by its count.</summary>
    private static double Correlation(int[] counts, double[] x, double[] y)
    {
        // The mean of n ranks is (n + 1)/2 whatever the ties.
        var mean = (counts.Length + 1) / 2.0;
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            var (dx, dy) = (x[i] - mean, y[i] - mean);
            xy += counts[i] * dx * dy;
            xx += counts[i] * dx * dx;
            yy += counts[i] * dy * dy;
        }

        return Paired.Coefficient(xy, xx, yy);
    }
}
