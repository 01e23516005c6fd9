using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace SwapScore.Spaces.Diagrams;

/// <summary>Writes placed diagrams as one SVG, one below the other.</summary>
internal static class DiagramSvg
{
    private const double Margin = 20;
    private const double TitleHeight = 28;

    public static string Draw(IReadOnlyList<DiagramLayout> layouts)
    {
        var width = layouts.Max(layout => layout.Width) + 2 * Margin;
        var height = layouts.Sum(HeightOf) + 2 * Margin;
        var svg = new StringBuilder();
        svg.Append(Invariant($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0} {height:0}" font-family="DejaVu Sans, Verdana, sans-serif" font-size="{DiagramLayout.FontSize}">
            <rect width="100%" height="100%" fill="#ffffff"/>
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 Z" fill="#455a64"/></marker></defs>

            """));
        var y = Margin;
        foreach (var layout in layouts)
        {
            svg.Append(Invariant($"<g transform=\"translate({Margin:0.#},{y:0.#})\">\n"));
            if (layout.Diagram.Title.Length > 0)
            {
                svg.Append(Invariant($"<text x=\"0\" y=\"{DiagramLayout.FontSize:0.#}\" font-weight=\"bold\" fill=\"#263238\">{Escape(layout.Diagram.Title)}</text>\n"));
                svg.Append(Invariant($"<g transform=\"translate(0,{TitleHeight:0.#})\">\n"));
            }

            Append(svg, layout);
            svg.Append(layout.Diagram.Title.Length > 0 ? "</g>\n</g>\n" : "</g>\n");
            y += HeightOf(layout);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double HeightOf(DiagramLayout layout) => layout.Height + (layout.Diagram.Title.Length > 0 ? TitleHeight : 0);

    private static void Append(StringBuilder svg, DiagramLayout layout)
    {
        // Lines first: boxes lie over them.
        foreach (var (index, edge) in layout.Diagram.Edges.Index())
            svg.Append(Invariant($"<path d=\"{Path(layout, edge, layout.EdgeLanes[index])}\" fill=\"none\" stroke=\"{LineColor(edge.Style)}\" stroke-width=\"{(edge.Style == DiagramStyle.Changed ? 3 : 1.4):0.#}\"{(edge.Style == DiagramStyle.Nothing ? " stroke-dasharray=\"5 4\"" : "")} marker-end=\"url(#arrow)\"/>\n"));
        foreach (var (index, edge) in layout.Diagram.Edges.Index())
        {
            if (edge.Label is not { } label) continue;
            var width = DiagramLayout.WidthOf(label);
            Box(svg, layout.LabelX(edge) - width / 2, layout.LaneY(layout.EdgeLanes[index]), width, label, edge.Style, isRound: true);
        }

        foreach (var (index, node) in layout.Diagram.Nodes.Index())
        {
            var (left, width) = layout.BoxOf(index);
            Box(svg, left, layout.LaneY(layout.NodeLanes[index]), width, node.Label, node.Style, isRound: false);
        }
    }

    /// <summary>From the source's right side into the lane, along it, into the target's left side.</summary>
    private static string Path(DiagramLayout layout, DiagramEdge edge, int lane)
    {
        var (source, target) = (layout.BoxOf(edge.Source), layout.BoxOf(edge.Target));
        var (from, to) = layout.RunOf(edge);
        var (startX, startY) = (source.Left + source.Width, layout.LaneY(layout.NodeLanes[edge.Source]));
        var (endX, endY) = (target.Left, layout.LaneY(layout.NodeLanes[edge.Target]));
        var y = layout.LaneY(lane);
        var (out1, in1) = ((startX + from) / 2, (to + endX) / 2);
        return to < from
            ? Invariant($"M{startX:0.#},{startY:0.#} C{in1:0.#},{startY:0.#} {out1:0.#},{endY:0.#} {endX:0.#},{endY:0.#}")
            : Invariant($"M{startX:0.#},{startY:0.#} C{out1:0.#},{startY:0.#} {out1:0.#},{y:0.#} {from:0.#},{y:0.#} L{to:0.#},{y:0.#} C{in1:0.#},{y:0.#} {in1:0.#},{endY:0.#} {endX:0.#},{endY:0.#}");
    }

    private static void Box(StringBuilder svg, double left, double middle, double width, string label, DiagramStyle style, bool isRound)
    {
        var lines = label.Split('\n');
        var height = lines.Length * DiagramLayout.LineHeight + (isRound ? 5 : 9);
        var (fill, stroke) = Colors(style);
        svg.Append(Invariant($"<rect x=\"{left:0.#}\" y=\"{middle - height / 2:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"{(isRound ? 11 : 4)}\" fill=\"{fill}\" stroke=\"{stroke}\"/>\n"));
        foreach (var (index, line) in lines.Index())
        {
            var baseline = middle + (index - (lines.Length - 1) / 2.0) * DiagramLayout.LineHeight + 0.35 * DiagramLayout.FontSize;
            svg.Append(Invariant($"<text x=\"{left + width / 2:0.#}\" y=\"{baseline:0.#}\" text-anchor=\"middle\" fill=\"#263238\">{Escape(line)}</text>\n"));
        }
    }

    private static string LineColor(DiagramStyle style) => style switch
    {
        DiagramStyle.Nothing => "#b0bec5",
        DiagramStyle.Changed => "#b71c1c",
        _ => "#455a64",
    };

    private static (string Fill, string Stroke) Colors(DiagramStyle style) => style switch
    {
        DiagramStyle.Input => ("#dcedc8", "#689f38"),
        DiagramStyle.Output => ("#fff3c4", "#c8a415"),
        DiagramStyle.Convolution => ("#d6e4f7", "#3f6fb5"),
        DiagramStyle.Pooling => ("#f9dcd2", "#c4623c"),
        DiagramStyle.Skip => ("#eceff1", "#78909c"),
        DiagramStyle.Nothing => ("#ffffff", "#b0bec5"),
        DiagramStyle.Attention => ("#e8dcf3", "#7a4fa3"),
        DiagramStyle.Changed => ("#ffd54f", "#b71c1c"),
        _ => ("#d5eef2", "#2a8a9b"),
    };

    /// <summary>A label as the text of an element; what XML cannot hold is left out.</summary>
    private static string? Escape(string label) =>
        SecurityElement.Escape(string.Concat(label.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter))));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
