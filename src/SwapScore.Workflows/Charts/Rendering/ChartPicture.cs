using SkiaSharp;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>A chart laid out: title, findings and legend, plot, footer, from the top, none in the way of another.</summary>
internal sealed class ChartPicture : IDisposable
{
    private const int Border = 16;
    private const int LeastWidth = 320;
    private const int MostWidth = 4096;
    private const int MostScale = 8;

    private readonly Chart _chart;
    private readonly PictureText _head;
    private readonly PictureText _foot;
    private readonly PlotArea _area;

    private ChartPicture(Chart chart)
    {
        _chart = chart;
        _area = new PlotArea(chart.Width, chart.PlotHeight);
        chart.Draw(_area);
        _head = new PictureText(Border, Border, chart.Width - 2 * Border);
        _head.Add(chart.Title, 16, ChartColors.Ink, isBold: true);
        _head.Add(chart.Subtitle, 13, ChartColors.Muted);
        _head.Add(chart.Findings, 13, ChartColors.Ink);
        _head.Add(_area.LeftOut > 0 ? $"{Numbers.Count(_area.LeftOut, "value")} left out: not finite, or not on the axis" : null, 12, ChartColors.Muted);
        _head.Add(_area.Beyond > 0 ? $"× {Numbers.Count(_area.Beyond, "value")} beyond the axes" : null, 12, ChartColors.Muted);
        _head.Add(_area.Entries);
        _foot = new PictureText(Border, _head.Bottom + chart.PlotHeight, chart.Width - 2 * Border);
        _foot.Add(chart.Footer?.Origin, 10, ChartColors.Muted);
        _foot.Add(chart.Footer?.Command, 10, ChartColors.Muted);
    }

    private int Height => _foot.Bottom + Border / 2;

    /// <exception cref="ArgumentException">The numbers cannot be drawn.</exception>
    public static ChartPicture Draw(Chart chart)
    {
        List<string> faults = [.. chart.Faults()];
        if (chart.Width is < LeastWidth or > MostWidth) faults.Add($"a width of {chart.Width}; {LeastWidth} to {MostWidth} can be drawn");
        return faults.Count == 0 ? new ChartPicture(chart) : throw new ArgumentException($"{chart.Title}: {string.Join("; ", faults)}", nameof(chart));
    }

    public void Dispose() => _area.Dispose();

    public byte[] ToPng(int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MostScale);
        using var surface = SKSurface.Create(new SKImageInfo(_chart.Width * scale, Height * scale, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(scale);
        Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public string ToSvg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, _chart.Width, Height), stream))
            Draw(canvas);
        return SvgText.Create(stream.ToArray(), _chart.Width, Height, _chart.Description);
    }

    /// <summary>ScottPlot draws everything twice when its layout is not settled yet: the first time it draws to nowhere.</summary>
    private void RenderPlot(SKCanvas canvas, ScottPlot.PixelRect place)
    {
        using (var nowhere = new SKNoDrawCanvas((int)place.Right, (int)place.Bottom))
            _area.Plot.Render(nowhere, place);
        _area.Plot.Render(canvas, place);
    }

    private void Draw(SKCanvas canvas)
    {
        using (var paper = new SKPaint { Color = ChartColors.Paper.ToSKColor() })
            canvas.DrawRect(0, 0, _chart.Width, Height, paper);
        _head.Draw(canvas);
        var plot = new ScottPlot.PixelRect(0, _chart.Width, _head.Bottom + _chart.PlotHeight, _head.Bottom);
        if (_area.IsEmpty) PictureText.Centered(canvas, "no values", plot.HorizontalCenter, plot.VerticalCenter);
        else RenderPlot(canvas, plot);
        _foot.Draw(canvas);
    }
}
