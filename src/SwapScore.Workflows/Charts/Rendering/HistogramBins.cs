namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Bins of equal width; the last one holds its upper end too.</summary>
internal sealed record HistogramBins(double Low, double High, int Number)
{
    private const int Least = 5;
    private const int Most = 60;

    public double Width => (High - Low) / Number;

    /// <summary>From the least to the greatest value; values that are all equal get one bin around them.</summary>
    public static HistogramBins For(double[] values, int? number)
    {
        var sorted = values.Order().ToArray();
        var (low, high) = (sorted[0], sorted[^1]);
        if (low == high)
        {
            var half = low == 0 ? 0.5 : Math.Abs(low) / 20;
            return new HistogramBins(low - half, high + half, 1);
        }

        return new HistogramBins(low, high, number ?? FreedmanDiaconis(sorted));
    }

    public double Edge(int bin) => Low + bin * Width;

    public int[] Count(IEnumerable<double> values)
    {
        var counts = new int[Number];
        foreach (var value in values)
            counts[Math.Clamp((int)((value - Low) / (High - Low) * Number), 0, Number - 1)]++;
        return counts;
    }

    private static int FreedmanDiaconis(double[] sorted)
    {
        var range = sorted[(sorted.Length - 1) * 3 / 4] - sorted[(sorted.Length - 1) / 4];
        var width = 2 * range / Math.Cbrt(sorted.Length);
        return width > 0 ? (int)Math.Clamp(Math.Ceiling((sorted[^1] - sorted[0]) / width), Least, Most) : Least;
    }
}
