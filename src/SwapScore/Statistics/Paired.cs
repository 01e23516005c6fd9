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

    public static void RequireNumbers(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
            if (double.IsNaN(values[i]))
                throw new ArgumentException($"value {i} is NaN; leave such pairs out before", name);
    }
}
