using SwapScore.Storage;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>
/// A picture of numbers, the same on every machine: the fonts are part of the product. Colours can be told apart by the colour-blind and
/// in grey print; below the picture stands what made it.
/// </summary>
internal abstract record Chart
{
    private const int NarrowWidth = 500;

    /// <summary>What the picture shows; broken into lines where it is long.</summary>
    public required string Title { get; init; }

    /// <summary>A smaller line or lines below the title. Default: none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>What made the numbers, below the picture. Default: nothing.</summary>
    public ChartFooter? Footer { get; init; }

    /// <summary>Width of the picture in CSS pixels (1/96 inch), 320 … 4,096. Default: 760.</summary>
    public int Width { get; init; } = 760;

    /// <summary>The picture as text: one <c>svg</c> element whose letters stay letters.</summary>
    /// <exception cref="ArgumentException">The numbers cannot be drawn: lengths that differ, a width out of range.</exception>
    public string ToSvg()
    {
        using var picture = ChartPicture.Draw(this);
        return picture.ToSvg();
    }

    /// <summary>The picture as the bytes of a PNG file.</summary>
    /// <param name="scale">Dots a CSS pixel, 1 … 8. Default: 2, which is 192 dots an inch.</param>
    /// <exception cref="ArgumentException">The numbers cannot be drawn, or the scale is out of range.</exception>
    public byte[] ToPng(int scale = 2)
    {
        using var picture = ChartPicture.Draw(this);
        return picture.ToPng(scale);
    }

    /// <summary>Writes the picture to a file: SVG or PNG, as its name ends.</summary>
    /// <param name="path">Where to; the name ends in <c>.svg</c> or <c>.png</c>.</param>
    /// <exception cref="UsageException">The name ends in something else.</exception>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SVG" => System.Text.Encoding.UTF8.GetBytes(ToSvg()),
            ".PNG" => ToPng(),
            _ => throw new UsageException($"{path} is neither a .svg nor a .png file", "charts are written as .svg or .png"),
        };
        AtomicFile.Write(path, bytes);
    }

    /// <summary>Says what it shows in words, for those who cannot see it; the default is the title and the subtitle.</summary>
    public virtual string Description => Subtitle is null ? Title : $"{Title}. {Subtitle}";

    /// <summary>Further lines below the subtitle that follow from the numbers.</summary>
    internal virtual string? Findings => null;

    /// <summary>Height of what lies between the title and the footer, in CSS pixels.</summary>
    internal abstract int PlotHeight { get; }

    /// <summary>A narrow picture is lower too, so that its plot is not a tower.</summary>
    private protected int Proportioned(int height) => Width < NarrowWidth ? height * 3 / 4 : height;

    /// <summary>Faults of the numbers, all of them.</summary>
    internal virtual IEnumerable<string> Faults() => [];

    /// <summary>Puts the numbers onto a plot that has its fonts and colours already.</summary>
    internal abstract void Draw(PlotArea area);
}
