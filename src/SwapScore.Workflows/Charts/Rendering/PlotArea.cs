using ScottPlot;
using ScottPlot.TickGenerators;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>The part of a picture with axes: what charts draw with, in the units of their numbers.</summary>
internal sealed class PlotArea : IDisposable
{
    private const float LabelSize = 13;
    private const double Margin = 0.04;
    private const double EdgeRoom = 0.015;
    private const int SpaceOfAxis = 90;
    private const int SpaceOfTickX = 70;
    private const int SpaceOfTickY = 45;

    private readonly List<LegendEntry> _legend = [];

    public PlotArea(int width, int height)
    {
        (Width, Height) = (width, height);
        using (ChartFont.Sized(LabelSize)) Plot = new Plot();
        Plot.Font.Set(ChartFont.Family);
        Plot.FigureBackground.Color = Colors.Transparent;
        Plot.DataBackground.Color = Colors.Transparent;
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        Plot.Axes.Color(ChartColors.Ink);
        Plot.Axes.FrameColor(ChartColors.Frame);
        Plot.Grid.MajorLineColor = ChartColors.Grid;
        Plot.Axes.Right.FrameLineStyle.IsVisible = Plot.Axes.Top.FrameLineStyle.IsVisible = false;
        Plot.Axes.Right.MinimumSize = 14;
        Plot.Axes.Top.MinimumSize = 8;
        foreach (var axis in (IAxis[])[Plot.Axes.Bottom, Plot.Axes.Left])
        {
            axis.Label.Bold = false;
            axis.Label.FontSize = LabelSize;
            axis.TickLabelStyle.FontSize = 12;
            axis.MinorTickStyle.Length = 0;
        }

        var left = (ScottPlot.AxisPanels.AxisBase)Plot.Axes.Left;
        left.PaddingOutsideAxisLabels = new PixelPadding(8, 0, 0, 0);
        left.PaddingBetweenTickAndAxisLabels = new PixelPadding(8, 8, 0, 0);
        ((ScottPlot.AxisPanels.AxisBase)Plot.Axes.Bottom).PaddingOutsideAxisLabels = new PixelPadding(0, 0, 10, 0);
    }

    public Plot Plot { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Values that could not be drawn, because they are not finite; the picture says how many.</summary>
    public int LeftOut { get; set; }

    /// <summary>Values that lie beyond the axes, where a cross stands at the edge; the picture says how many.</summary>
    public int Beyond { get; private set; }

    /// <summary>Whether anything was drawn.</summary>
    public bool IsEmpty { get; private set; } = true;

    public IReadOnlyList<LegendEntry> Entries => _legend;

    public void Dispose() => Plot.Dispose();

    public void Label(string x, string y)
    {
        Plot.XLabel(Wrapped(x, Width - SpaceOfAxis), LabelSize);
        Plot.YLabel(Wrapped(y, Height - SpaceOfAxis), LabelSize);

        static string Wrapped(string label, int room) => string.Join('\n', TextLines.Wrap(label, room, LabelSize));
    }

    /// <summary>The points that can be drawn; the others are counted.</summary>
    public IReadOnlyList<ChartPoint> Drawable(IReadOnlyList<ChartPoint> points, AxisScale xScale)
    {
        ChartPoint[] drawable = [.. points.Where(point => point.IsFinite && (xScale == AxisScale.Linear || point.X > 0))];
        LeftOut += points.Count - drawable.Length;
        return xScale == AxisScale.Linear ? drawable : Array.ConvertAll(drawable, point => point with { X = Math.Log10(point.X) });
    }

    public void Points(IReadOnlyList<ChartPoint> points, Color color, double opacity, float size, string? name = null, MarkerShape shape = MarkerShape.FilledCircle)
    {
        if (points.Count == 0) return;
        var markers = Plot.Add.Markers(At(points), shape, size, color.WithOpacity(opacity));
        markers.MarkerLineWidth = shape == MarkerShape.Eks || shape.ToString().StartsWith("Open", StringComparison.Ordinal) ? 2 : 0;
        Note(name, color, LegendSymbol.Marker, shape);
    }

    public void Line(IReadOnlyList<ChartPoint> points, Color color, float width, string? name = null, bool isDashed = false, MarkerShape marker = MarkerShape.None, bool isStepped = false)
    {
        if (points.Count == 0) return;
        var line = Plot.Add.Scatter(At(points), color);
        line.LineWidth = width;
        line.LinePattern = isDashed ? LinePattern.Dashed : LinePattern.Solid;
        line.MarkerShape = marker;
        line.MarkerSize = marker == MarkerShape.None ? 0 : 8;
        line.MarkerLineWidth = 2;
        if (isStepped) line.ConnectStyle = ConnectStyle.StepHorizontal;
        Note(name, color, LegendSymbol.Line, marker, isDashed);
    }

    public void Steps(IReadOnlyList<ChartPoint> points, Color color, float width, string? name) => Line(points, color, width, name, isStepped: true);

    /// <summary>The bars of a histogram, as one area with an outline.</summary>
    public void Steps(HistogramBins bins, int[] counts, Color color, string? name, double opacity)
    {
        var outline = new List<Coordinates> { new(bins.Low, 0) };
        for (var bin = 0; bin < counts.Length; bin++)
        {
            outline.Add(new Coordinates(bins.Edge(bin), counts[bin]));
            outline.Add(new Coordinates(bins.Edge(bin + 1), counts[bin]));
        }

        outline.Add(new Coordinates(bins.High, 0));
        var area = Plot.Add.Polygon([.. outline]);
        area.FillColor = color.WithOpacity(opacity);
        area.LineColor = color;
        area.LineWidth = 1.5f;
        Note(name, color, LegendSymbol.Area);
    }

    public void Box(double left, double right, double bottom, double top, Color fill, string? name = null)
    {
        var box = Plot.Add.Rectangle(left, right, bottom, top);
        box.FillColor = fill;
        box.LineWidth = 0;
        Note(name, fill, LegendSymbol.Area);
    }

    public void ErrorBars(IReadOnlyList<ChartPoint> points, Color color)
    {
        ChartPoint[] uncertain = [.. points.Where(point => point.Error > 0 && double.IsFinite(point.Error))];
        if (uncertain.Length == 0) return;
        var bars = Plot.Add.ErrorBar(
            Array.ConvertAll(uncertain, point => point.X), Array.ConvertAll(uncertain, point => point.Y), Array.ConvertAll(uncertain, point => point.Error));
        bars.Color = color;
        bars.LineWidth = 1.5f;
        bars.CapSize = 4;
        IsEmpty = false;
    }

    public void Text(string text, double x, double y, Color color, float size = 12, bool isBold = false, Alignment alignment = Alignment.MiddleCenter)
    {
        var label = Plot.Add.Text(text, x, y);
        label.LabelFontColor = color;
        label.LabelFontSize = size;
        label.LabelBold = isBold;
        label.LabelAlignment = alignment;
        IsEmpty = false;
    }

    /// <summary>A hollow diamond, which stands out from a bar of any colour.</summary>
    public void Marker(double x, double y, Color color, string? name)
    {
        foreach (var (size, inside) in ((float, Color)[])[(11, color), (7, ChartColors.Paper)])
            Plot.Add.Marker(x, y, MarkerShape.FilledDiamond, size, inside);
        Note(name, color, LegendSymbol.Marker, MarkerShape.OpenDiamond);
    }

    /// <summary>The ends of both axes, and round ticks between them.</summary>
    /// <param name="countsUpwards">Whether whole numbers lie upwards, which have no ticks between them.</param>
    public void Axes(double left, double right, double bottom, double top, bool countsUpwards = false)
    {
        Plot.Axes.SetLimits(left, right, bottom, top);
        Plot.Axes.Bottom.TickGenerator = new NumericManual(EvenTicks.Between(left, right, Width / SpaceOfTickX));
        Plot.Axes.Left.TickGenerator = new NumericManual(EvenTicks.Between(bottom, top, Height / SpaceOfTickY, countsUpwards ? 1 : 0));
    }

    /// <summary>Room for all points but outliers, which are marked at the edge.</summary>
    public void FitMost(IReadOnlyList<ChartPoint> points, AxisScale xScale)
    {
        var (left, right) = Widened(RobustRange.For(points.Select(point => point.X)));
        var (bottom, top) = Widened(RobustRange.For(points.Select(point => point.Y)));
        FitAxes(left, right, bottom, top, xScale);
        MarkBeyond(
            [.. points.Where(point => point.X < left || point.X > right || point.Y < bottom || point.Y > top)
                .Select(point => new ChartPoint(Inside(point.X, left, right), Inside(point.Y, bottom, top)))]);
    }

    /// <summary>Puts a cross for each value that lies beyond an axis, at the edge nearest to it.</summary>
    public void MarkBeyond(IReadOnlyList<ChartPoint> edges)
    {
        Beyond += edges.Count;
        Points([.. edges.Distinct()], ChartColors.Series(1), opacity: 1, size: 9, shape: MarkerShape.Eks);
    }

    /// <summary>A place within an axis, a little from its ends.</summary>
    public static double Inside(double value, double low, double high) => Math.Clamp(value, low + EdgeRoom * (high - low), high - EdgeRoom * (high - low));

    /// <summary>An entry of the legend for a colour that cells have.</summary>
    public void Explain(Color color, string name) => Note(name, color, LegendSymbol.Area);

    /// <summary>Room for all points with their error bars; one point, or equal ones, lie in the middle.</summary>
    public void FitAxes(IReadOnlyList<ChartPoint> points, AxisScale xScale)
    {
        var (left, right) = Widened((points.Min(point => point.X), points.Max(point => point.X)));
        var (bottom, top) = Widened((points.Min(Low), points.Max(High)));
        FitAxes(left, right, bottom, top, xScale);

        static double Low(ChartPoint point) => double.IsFinite(point.Error) ? point.Y - point.Error : point.Y;
        static double High(ChartPoint point) => double.IsFinite(point.Error) ? point.Y + point.Error : point.Y;
    }

    private void FitAxes(double left, double right, double bottom, double top, AxisScale xScale)
    {
        Axes(left, right, bottom, top);
        if (xScale == AxisScale.Logarithmic) Plot.Axes.Bottom.TickGenerator = new NumericManual(LogTicks.Between(left, right));
    }

    private static (double Low, double High) Widened((double Low, double High) ends)
    {
        var (low, high) = ends;
        var range = high - low;
        var by = range > 0 ? range * Margin : low == 0 ? 0.5 : Math.Abs(low) * 0.05;
        return (low - by, high + by);
    }

    private static Coordinates[] At(IReadOnlyList<ChartPoint> points) => [.. points.Select(point => new Coordinates(point.X, point.Y))];

    private void Note(string? name, Color color, LegendSymbol symbol, MarkerShape marker = MarkerShape.None, bool isDashed = false)
    {
        IsEmpty = false;
        if (name is not null && !_legend.Exists(entry => entry.Name == name)) _legend.Add(new LegendEntry(name, color.WithOpacity(1), symbol, marker, isDashed));
    }
}
