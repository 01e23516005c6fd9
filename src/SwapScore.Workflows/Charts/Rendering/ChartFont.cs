using ScottPlot;
using SkiaSharp;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// The one font of all charts, Liberation Sans, read from this assembly: what a system has installed changes no picture. Its letters are
/// as wide as those of Arial and Helvetica, so that SVG looks the same where the font itself is missing.
/// </summary>
internal static class ChartFont
{
    public const string Family = "Liberation Sans";

    private static readonly SKTypeface Regular = Read("LiberationSans-Regular.ttf");
    private static readonly SKTypeface Bold = Read("LiberationSans-Bold.ttf");

    static ChartFont()
    {
        Fonts.FontResolvers.Insert(0, new Resolver());
        Fonts.Default = Family;
    }

    /// <summary>The font at a size in CSS pixels. Reading it makes ScottPlot use this font too.</summary>
    public static SKFont Sized(float size, bool isBold = false) =>
        new(isBold ? Bold : Regular, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };

    public static float Width(string text, float size, bool isBold = false)
    {
        using var font = Sized(size, isBold);
        return font.MeasureText(text);
    }

    private static SKTypeface Read(string name)
    {
        using var stream = typeof(ChartFont).Assembly.GetManifestResourceStream(name)!;
        return SKTypeface.FromStream(stream);
    }

    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            CreateTypeface(fontName, weight >= FontWeight.SemiBold, italic: false);

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? bold ? Bold : Regular : null;
    }
}
