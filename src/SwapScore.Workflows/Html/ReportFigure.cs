using System.Xml;
using System.Xml.Linq;
using SwapScore.Storage;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Charts.Rendering;
using SwapScore.Workflows.Markup;

namespace SwapScore.Workflows.Html;

/// <summary>A picture of a report.</summary>
internal sealed record ReportFigure
{
    /// <summary>Width of the chart that a narrow page shows, in CSS pixels: letters have their size on a phone.</summary>
    private const int NarrowWidth = 360;

    /// <summary>A figure made of a chart.</summary>
    /// <param name="name">Short name, unique in the report: letters, digits, <c>-</c>. It is the address of the figure in the page and the name of its file.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="caption">What to see in it.</param>
    public ReportFigure(string name, Chart chart, string caption)
    {
        ArgumentNullException.ThrowIfNull(chart);
        (Name, Chart, Caption) = (Checked(name), chart, caption);

        // The page says what made it; only files need that within the picture.
        Svg = (chart with { Footer = null }).ToSvg();
        NarrowHtml = (chart with { Footer = null, Width = NarrowWidth }).ToSvg();
        Command = chart.Footer?.Command;
    }

    /// <summary>A figure made of a drawing.</summary>
    /// <param name="name">Short name, as above.</param>
    /// <param name="svg">One <c>svg</c> element that refers to nothing outside itself.</param>
    /// <param name="caption">What to see in it.</param>
    /// <param name="lines">The same as lines of text, which a phone shows in its place; null where the drawing is small enough. Default: null.</param>
    /// <exception cref="ArgumentException">It is not such an element.</exception>
    public ReportFigure(string name, string svg, string caption, string? lines = null)
    {
        (Name, Svg, Caption) = (Checked(name), SelfContained(svg), caption);
        NarrowHtml = lines is null ? null : $"<pre class=\"lines\">{HtmlText.Escape(lines)}</pre>";
    }

    /// <summary>Address of the figure in the page, and name of its file.</summary>
    public string Name { get; }

    /// <summary>The figure as an <c>svg</c> element.</summary>
    public string Svg { get; }

    /// <summary>What a narrow page shows in its place: the chart drawn for it, or the drawing as text. Null for the same.</summary>
    public string? NarrowHtml { get; }

    /// <summary>The chart it was made of; null for a drawing.</summary>
    public Chart? Chart { get; }

    /// <summary>The caption: one sentence that says what the figure shows.</summary>
    public string Caption { get; }

    /// <summary>The exact command that makes it again; null where that of the report does. Default: that of the chart.</summary>
    public string? Command { get; init; }

    /// <summary>Writes it into a folder under its name, as PNG and as SVG.</summary>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void SaveTo(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (Chart is { } chart)
        {
            chart.Save($"{path}.png");
            chart.Save($"{path}.svg");
        }
        else
        {
            AtomicFile.Write($"{path}.png", DrawingPicture.ToPng(Svg));
            AtomicFile.Write($"{path}.svg", Svg);
        }
    }

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? name
            : throw new ArgumentException($"'{name}' is no name of a figure: letters, digits, - and _ only", nameof(name));
    }

    private static string SelfContained(string svg)
    {
        try
        {
            var root = XDocument.Parse(svg).Root!;
            var isSafe = root.Name.LocalName == "svg" && !root.DescendantsAndSelf().Any(element =>
                element.Name.LocalName is "script" or "foreignObject" or "image" or "style"
                || element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                    || (attribute.Name.LocalName == "href" && !attribute.Value.StartsWith('#'))));
            return isSafe ? root.ToString(SaveOptions.DisableFormatting) : throw new ArgumentException("the drawing is no svg element, or refers to something outside itself", nameof(svg));
        }
        catch (XmlException fault)
        {
            throw new ArgumentException($"the drawing is no XML: {fault.Message}", nameof(svg), fault);
        }
    }
}
