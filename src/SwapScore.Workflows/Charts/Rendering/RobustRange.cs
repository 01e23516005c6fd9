namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// The range of an axis that a few outliers do not stretch. Values farther than five interquartile ranges from the middle half are left
/// beyond the axis where they are at most a fiftieth of all, and where that leaves the others at least half as much room again.
/// </summary>
internal static class RobustRange
{
    private const int FewestValues = 20;
    private const double Spans = 5;
    private const double MostBeyond = 0.02;
    private const double LeastGain = 1.5;

    /// <param name="values">The values, all finite, at least one.</param>
    public static (double Low, double High) For(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var whole = (Low: sorted[0], High: sorted[^1]);
        if (sorted.Length < FewestValues) return whole;
        var (first, third) = (sorted[(sorted.Length - 1) / 4], sorted[(sorted.Length - 1) * 3 / 4]);
        var reach = Spans * (third - first);
        double[] within = [.. sorted.SkipWhile(value => value < first - reach).TakeWhile(value => value <= third + reach)];
        var isWorthIt = sorted.Length - within.Length <= MostBeyond * sorted.Length && whole.High - whole.Low >= LeastGain * (within[^1] - within[0]);
        return reach > 0 && isWorthIt ? (within[0], within[^1]) : whole;
    }
}
