using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;
using static System.FormattableString;

namespace SwapScore.Workflows.Charts;

/// <summary>How values are distributed: the number of values in bins of equal width, the same bins for every series.</summary>
internal sealed record Histogram : Chart
{
    /// <summary>The values, a colour a series.</summary>
    public required ValueList<HistogramSeries> Series { get; init; }

    /// <summary>Label of the horizontal axis: the quantity the values measure.</summary>
    public required string XLabel { get; init; }

    /// <summary>What is counted. Default: architectures.</summary>
    public string YLabel { get; init; } = "architectures";

    /// <summary>
    /// Number of bins, 1 … 1,000; null for the width of Freedman and Diaconis (twice the interquartile range over the cube root of the number
    /// of values), 5 to 60 bins. Default: null.
    /// </summary>
    public int? Bins { get; init; }

    internal override int PlotHeight => Proportioned(360);

    internal override IEnumerable<string> Faults()
    {
        if (Bins is < 1 or > 1000) yield return Invariant($"{Bins} bins; 1 to 1,000 can be drawn");
    }

    internal override void Draw(PlotArea area)
    {
        area.Label(XLabel, YLabel);
        var values = Series.Select(series => series.Values.Where(double.IsFinite).ToArray()).ToArray();
        area.LeftOut = Series.Sum(series => series.Values.Count) - values.Sum(one => one.Length);
        if (values.All(one => one.Length == 0)) return;
        var (low, high) = RobustRange.For(values.SelectMany(one => one));
        var bins = HistogramBins.For([.. values.SelectMany(one => one).Where(IsWithin)], Bins);
        var highest = 0;
        foreach (var (index, one) in values.Index())
        {
            var counts = bins.Count(one.Where(IsWithin));
            highest = Math.Max(highest, counts.Max());
            area.Steps(bins, counts, ChartColors.Series(index), Series.Count > 1 ? Series[index].Name : null, opacity: Series.Count > 1 ? 0.35 : 0.75);
        }

        area.Axes(bins.Low, bins.High, 0, highest * 1.06, countsUpwards: true);
        var ground = highest * 0.02;
        area.MarkBeyond([.. values.SelectMany(one => one).Where(value => !IsWithin(value)).Select(value => new ChartPoint(PlotArea.Inside(value, bins.Low, bins.High), ground))]);

        bool IsWithin(double value) => value >= low && value <= high;
    }
}
