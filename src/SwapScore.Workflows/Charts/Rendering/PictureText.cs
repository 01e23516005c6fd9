using ScottPlot;
using SkiaSharp;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Lines of text below each other, and a legend, laid out before anything is drawn.</summary>
internal sealed class PictureText(int left, int top, int width)
{
    private const float LineSpacing = 1.32f;
    private const int LegendSize = 12;
    private const int LegendRow = 20;
    private const int SymbolWidth = 26;
    private const int EntryGap = 18;

    private readonly List<Action<SKCanvas>> _parts = [];
    private float _bottom = top;

    public int Bottom => (int)MathF.Ceiling(_bottom);

    public static void Centered(SKCanvas canvas, string text, float x, float y)
    {
        using var font = ChartFont.Sized(14);
        using var paint = Ink(ChartColors.Muted);
        canvas.DrawText(text, x, y, SKTextAlign.Center, font, paint);
    }

    public void Add(string? text, float size, Color color, bool isBold = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        foreach (var line in TextLines.Wrap(text, width, size, isBold))
        {
            var baseline = _bottom + size;
            _parts.Add(canvas => Write(canvas, line, left, baseline, size, color, isBold));
            _bottom += size * LineSpacing;
        }

        _bottom += 2;
    }

    public void Add(IReadOnlyList<LegendEntry> legend)
    {
        if (legend.Count == 0) return;
        float x = left;
        foreach (var entry in legend.OrderBy(entry => entry.Name == LegendEntry.Published))
        {
            var name = TextLines.Wrap(entry.Name, width - SymbolWidth, LegendSize);
            var wide = SymbolWidth + name.Max(line => ChartFont.Width(line, LegendSize));
            if (x > left && x + wide > left + width) (x, _bottom) = (left, _bottom + LegendRow);
            var (startX, startY) = (x, _bottom);
            _parts.Add(canvas => DrawSymbol(canvas, entry, startX, startY + LegendRow / 2f));
            foreach (var (i, line) in name.Index())
                _parts.Add(canvas => Write(canvas, line, startX + SymbolWidth, startY + 14 + i * LegendRow, LegendSize, ChartColors.Ink, false));
            _bottom += (name.Count - 1) * LegendRow;
            x += wide + EntryGap;
        }

        _bottom += LegendRow;
    }

    public void Draw(SKCanvas canvas)
    {
        foreach (var part in _parts)
            part(canvas);
    }

    private static void Write(SKCanvas canvas, string text, float x, float y, float size, Color color, bool isBold)
    {
        using var font = ChartFont.Sized(size, isBold);
        using var paint = Ink(color);
        canvas.DrawText(text, x, y, font, paint);
    }

    private static void DrawSymbol(SKCanvas canvas, LegendEntry entry, float x, float middle)
    {
        using var paint = Ink(entry.Color);
        if (entry.Symbol == LegendSymbol.Area) canvas.DrawRect(x, middle - 6, SymbolWidth - 8, 12, paint);
        if (entry.Symbol == LegendSymbol.Line)
        {
            paint.StrokeWidth = 2;
            paint.IsStroke = true;
            if (entry.IsDashed) paint.PathEffect = SKPathEffect.CreateDash([5, 4], 0);
            canvas.DrawLine(x, middle, x + SymbolWidth - 6, middle, paint);
        }

        if (entry.Marker == MarkerShape.None) return;
        using var marker = Paint.NewDisposablePaint();
        new MarkerStyle(entry.Marker, 9, entry.Color) { LineWidth = 2 }.Render(canvas, new Pixel(x + (SymbolWidth - 6) / 2f, middle), marker);
    }

    private static SKPaint Ink(Color color) => new() { Color = color.ToSKColor(), IsAntialias = true };
}
