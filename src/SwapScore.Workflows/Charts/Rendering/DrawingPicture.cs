using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Draws the SVG of a diagram as PNG: boxes, texts in their middle, and paths with an arrow at their end, which is all such drawings hold.</summary>
internal static class DrawingPicture
{
    private const int Scale = 2;
    private const float ArrowLength = 8;

    /// <param name="svg">A drawing as <see cref="Spaces.Diagrams.Diagram.ToSvg"/> writes it.</param>
    /// <returns>The bytes of a PNG file, two dots for each pixel of the drawing.</returns>
    public static byte[] ToPng(string svg)
    {
        var root = XDocument.Parse(svg).Root!;
        var (width, height) = (Number(root, "width"), Number(root, "height"));
        using var surface = SKSurface.Create(new SKImageInfo((int)width * Scale, (int)height * Scale, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        foreach (var element in root.Elements())
            Draw(surface.Canvas, element, Number(root, "font-size"));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, XElement element, float fontSize)
    {
        switch (element.Name.LocalName)
        {
            case "g":
                canvas.Save();
                if (element.Attribute("transform")?.Value["translate(".Length..^1].Split(',') is [var x, var y])
                    canvas.Translate(float.Parse(x, CultureInfo.InvariantCulture), float.Parse(y, CultureInfo.InvariantCulture));
                foreach (var inner in element.Elements())
                    Draw(canvas, inner, fontSize);
                canvas.Restore();
                break;
            case "rect" when element.Attribute("rx") is not null:
                var box = SKRect.Create(Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height"));
                using (var fill = Paint(element, "fill"))
                    canvas.DrawRoundRect(box, Number(element, "rx"), Number(element, "rx"), fill);
                using (var line = Stroke(element))
                    canvas.DrawRoundRect(box, Number(element, "rx"), Number(element, "rx"), line);
                break;
            case "path":
                using (var path = SKPath.ParseSvgPathData(element.Attribute("d")!.Value))
                    DrawEdge(canvas, element, path);
                break;
            case "text":
                using (var font = ChartFont.Sized(fontSize, element.Attribute("font-weight") is not null))
                using (var ink = Paint(element, "fill"))
                    canvas.DrawText(
                        element.Value, Number(element, "x"), Number(element, "y"), element.Attribute("text-anchor") is null ? SKTextAlign.Left : SKTextAlign.Center, font, ink);
                break;
        }
    }

    private static void DrawEdge(SKCanvas canvas, XElement element, SKPath path)
    {
        using (var line = Stroke(element))
        {
            if (element.Attribute("stroke-dasharray")?.Value.Split(' ') is [var on, var off])
                line.PathEffect = SKPathEffect.CreateDash([float.Parse(on, CultureInfo.InvariantCulture), float.Parse(off, CultureInfo.InvariantCulture)], 0);
            canvas.DrawPath(path, line);
        }

        using var measure = new SKPathMeasure(path);
        if (!measure.GetPositionAndTangent(measure.Length, out var tip, out var along)) return;
        using var arrow = new SKPath();
        var (back, across) = (new SKPoint(-along.X * ArrowLength, -along.Y * ArrowLength), new SKPoint(-along.Y * ArrowLength / 2, along.X * ArrowLength / 2));
        arrow.AddPoly([tip, tip + back + across, tip + back - across]);
        using var fill = Paint(element, "stroke");
        canvas.DrawPath(arrow, fill);
    }

    private static SKPaint Stroke(XElement element)
    {
        var paint = Paint(element, "stroke");
        paint.IsStroke = true;
        paint.StrokeWidth = element.Attribute("stroke-width") is null ? 1 : Number(element, "stroke-width");
        return paint;
    }

    private static SKPaint Paint(XElement element, string color) => new() { Color = SKColor.Parse(element.Attribute(color)!.Value), IsAntialias = true };

    private static float Number(XElement element, string name) => float.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
