namespace SwapScore.Statistics;

/// <summary>What all statistics of two sequences ask of them.</summary>
internal static class Paired
{
    public static void Require(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"{x.Length} values cannot be paired with {y.Length}", nameof(y));
        RequireNumbers(x, nameof(x));
        RequireNumbers(y, nameof(y));
    }

    /// <summary><c>xy / √(xx·yy)</c> within −1 … 1; NaN where one of the squares is 0 or not finite.</summary>
    public static double Coefficient(double xy, double xx, double yy)
    {
        if (!(xx > 0 && yy > 0 && double.IsFinite(xx + yy))) return double.NaN;

        // One root of the product is the more exact, two roots are for products out of range.
        var product = xx * yy;
        var scale = double.IsNormal(product) ? Math.Sqrt(product) : Math.Sqrt(xx) * Math.Sqrt(yy);
        return Math.Clamp(xy / scale, -1, 1);
    }

    public static void RequireNumbers(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
            if (double.IsNaN(values[i]))
                throw new ArgumentException($"value {i} is NaN; leave such pairs out before", name);
    }
}
