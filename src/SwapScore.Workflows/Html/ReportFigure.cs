using System.Xml;
using System.Xml.Linq;
using SwapScore.Workflows.Charts;

namespace SwapScore.Workflows.Html;

/// <summary>A picture of a report.</summary>
internal sealed record ReportFigure
{
    /// <summary>A figure made of a chart.</summary>
    /// <param name="name">Short name, unique in the report: letters, digits, <c>-</c>. It is the address of the figure in the page and the name of its file.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="caption">What to see in it.</param>
    public ReportFigure(string name, Chart chart, string caption)
    {
        ArgumentNullException.ThrowIfNull(chart);
        (Name, Chart, Caption) = (Checked(name), chart, caption);
        Svg = chart.ToSvg();
        Command = chart.Footer?.Command;
    }

    /// <summary>A figure made of a drawing.</summary>
    /// <param name="name">Short name, as above.</param>
    /// <param name="svg">One <c>svg</c> element that refers to nothing outside itself.</param>
    /// <param name="caption">What to see in it.</param>
    /// <exception cref="ArgumentException">It is not such an element.</exception>
    public ReportFigure(string name, string svg, string caption) => (Name, Svg, Caption) = (Checked(name), SelfContained(svg), caption);

    /// <summary>Address of the figure in the page, and name of its file.</summary>
    public string Name { get; }

    /// <summary>The figure as an <c>svg</c> element.</summary>
    public string Svg { get; }

    /// <summary>The chart it was made of; null for a drawing.</summary>
    public Chart? Chart { get; }

    /// <summary>The caption: one sentence that says what the figure shows.</summary>
    public string Caption { get; }

    /// <summary>The exact command that makes it again; null where that of the report does. Default: that of the chart.</summary>
    public string? Command { get; init; }

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
