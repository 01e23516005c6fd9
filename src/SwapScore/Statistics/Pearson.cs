namespace SwapScore.Statistics;

/// <summary>Pearson's correlation: <c>r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²)</c>.</summary>
internal static class Pearson
{
    /// <summary>The correlation of two sequences.</summary>
    /// <param name="x">First sequence.</param>
    /// <param name="y">Second sequence, of the same length.</param>
    /// <returns>−1 … 1; NaN for fewer than two pairs, a constant sequence or an infinity.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Paired.Require(x, y);
        if (x.Length < 2) return double.NaN;
        var (meanX, meanY) = (Mean(x), Mean(y));
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }

        return Paired.Coefficient(xy, xx, yy);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
