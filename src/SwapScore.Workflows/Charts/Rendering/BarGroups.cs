using ScottPlot;
using ScottPlot.TickGenerators;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Draws a <see cref="BarChart"/>: the bars of one label side by side, a colour a series.</summary>
internal sealed class BarGroups
{
    private const double GroupWidth = 0.8;
    private const float TickSize = 12;

    // What the axis and its label take of the width.
    private const int AxisWidth = 80;

    private readonly BarChart _chart;
    private readonly List<string> _labels;
    private readonly SlantedLabels _ticks;

    public BarGroups(BarChart chart)
    {
        _chart = chart;
        _labels = [.. chart.Series.SelectMany(series => series.Bars).Select(bar => bar.Label).Distinct()];
        _ticks = SlantedLabels.For(_labels, (chart.Width - AxisWidth) / (float)Math.Max(1, _labels.Count), TickSize);
    }

    /// <summary>What labels take more than a line.</summary>
    public int LabelHeight => _ticks.Height;

    public void Draw(PlotArea area)
    {
        area.Label(_chart.XLabel, _chart.YLabel);
        var (lowest, highest) = (0.0, 0.0);

        // Where no label has bars of several series, each bar has the whole room of its label.
        var isShared = _chart.Series.SelectMany(series => series.Bars.Select(bar => bar.Label).Distinct()).Count() > _labels.Count;
        var width = isShared ? GroupWidth / _chart.Series.Count : GroupWidth;
        foreach (var (index, series) in _chart.Series.Index())
        {
            var color = ChartColors.Series(index);
            foreach (var bar in series.Bars)
            {
                var left = _labels.IndexOf(bar.Label) - GroupWidth / 2 + (isShared ? index * width : 0);
                var middle = left + width / 2;
                if (double.IsFinite(bar.Value))
                {
                    area.Box(left + width * 0.05, left + width * 0.95, Math.Min(0, bar.Value), Math.Max(0, bar.Value), color, _chart.Series.Count > 1 ? series.Name : null);
                    area.ErrorBars([new ChartPoint(middle, bar.Value, bar.StandardError)], ChartColors.Ink);
                    var error = double.IsFinite(bar.StandardError) ? bar.StandardError : 0;
                    (lowest, highest) = (Math.Min(lowest, bar.Value - error), Math.Max(highest, bar.Value + error));
                }
                else
                {
                    area.LeftOut++;
                }

                if (bar.Published is { } published && double.IsFinite(published))
                {
                    area.Marker(middle, published, ChartColors.Ink, LegendEntry.Published);
                    (lowest, highest) = (Math.Min(lowest, published), Math.Max(highest, published));
                }
            }
        }

        if (area.IsEmpty) return;
        var room = (highest - lowest) * 0.06;
        area.Axes(-0.6, _labels.Count - 0.4, lowest < 0 ? lowest - room : 0, highest > 0 ? highest + room : 0);
        if (lowest < 0) area.Plot.Add.HorizontalLine(0, 1, ChartColors.Frame);
        var bottom = area.Plot.Axes.Bottom;
        bottom.TickGenerator = new NumericManual([.. _labels.Select((label, i) => Tick.Major(i, label))]);
        bottom.MajorTickStyle.Length = 0;
        area.Plot.Axes.DefaultGrid.XAxisStyle.IsVisible = false;
        _ticks.Apply(bottom);
    }
}
