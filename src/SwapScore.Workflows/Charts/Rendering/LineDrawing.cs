using ScottPlot;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Draws a <see cref="LineChart"/>: unnamed series thin and behind, named ones with colour and marker of their own.</summary>
internal sealed class LineDrawing(LineChart chart)
{
    private const int MostMarked = 40;
    private const int MostTicks = 12;

    private static readonly MarkerShape[] Filled =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    private static readonly MarkerShape[] Open =
        [MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp, MarkerShape.OpenDiamond, MarkerShape.OpenTriangleDown];

    public void Draw(PlotArea area)
    {
        area.Label(chart.XLabel, chart.YLabel);
        var series = chart.Series.Select(one => (Series: one, Points: area.Drawable(one.Points, chart.XScale))).ToList();
        var all = series.SelectMany(one => one.Points).ToList();
        if (all.Count == 0) return;
        foreach (var (one, points) in series.Where(one => one.Series.Name is null))
            area.Line(points, ChartColors.Faint.WithOpacity(0.6), width: 1, isStepped: one.IsStepped);
        foreach (var (index, (one, points)) in series.Where(one => one.Series.Name is not null).Index())
        {
            var color = ChartColors.Series(index);
            var shapes = one.IsPublished ? Open : Filled;
            var marker = one.HasMarkers ?? points.Count <= MostMarked ? shapes[index % shapes.Length] : MarkerShape.None;
            area.ErrorBars(points, color);
            area.Line(points, color, width: 2, one.Name, one.IsPublished, marker, one.IsStepped);
        }

        area.FitAxes(all, chart.XScale);
        var values = chart.Series.SelectMany(one => one.Points).Select(point => point.X).Where(double.IsFinite).Distinct().Order().ToList();
        if (chart.TicksAtValues && values.Count <= MostTicks)
        {
            var isLogarithmic = chart.XScale == AxisScale.Logarithmic;
            area.Plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(LogTicks.At(values.Where(value => !isLogarithmic || value > 0), isLogarithmic));
        }
    }
}
