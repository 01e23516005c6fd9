using System.Text;

namespace SwapScore.Spaces.Diagrams;

/// <summary>
/// Writes diagrams as lines of text, for terminals: every node that something leads to with the edges that lead to it, one per line. Edges
/// without a label share a line.
/// </summary>
internal static class DiagramText
{
    private const char Rule = '─';
    private const string Indent = "  ";

    public static string Write(Diagram diagram)
    {
        var text = new StringBuilder();
        if (diagram.Title.Length > 0) text.Append(diagram.Title).Append('\n');
        if (diagram.Edges.Count == 0)
        {
            foreach (var node in diagram.Nodes)
                text.Append(Indent).Append(OneLine(node.Label)).Append('\n');
            return text.ToString();
        }

        var labeled = diagram.Edges.Where(edge => edge.Label is not null).ToList();
        var sources = labeled.Select(edge => Name(diagram, edge.Source).Length).DefaultIfEmpty(0).Max();
        var labels = labeled.Select(edge => OneLine(edge.Label!).Length).DefaultIfEmpty(0).Max();
        for (var target = 0; target < diagram.Nodes.Count; target++)
        {
            var edges = diagram.Edges.Where(edge => edge.Target == target).ToList();
            List<string> lines =
            [
                .. edges.Where(edge => edge.Label is not null).Select(edge => $"{Name(diagram, edge.Source).PadRight(sources)} {$"{Rule} {OneLine(edge.Label!)} ".PadRight(labels + 4, Rule)}"),
                .. edges.Where(edge => edge.Label is null).Select(edge => Name(diagram, edge.Source)).ToList() is { Count: > 0 } plain ? (string[])[$"{string.Join(", ", plain)} {Rule}"] : [],
            ];
            foreach (var (index, line) in lines.Index())
                text.Append(Indent).Append(line).Append(index < lines.Count - 1 ? "┐" : lines.Count > 1 ? $"┴▶ {Name(diagram, target)}" : $"{Rule}▶ {Name(diagram, target)}").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The label of a node, with its number where another node is called the same.</summary>
    private static string Name(Diagram diagram, int node)
    {
        var label = diagram.Nodes[node].Label;
        return diagram.Nodes.Count(other => other.Label == label) == 1 ? OneLine(label) : $"{node}: {OneLine(label)}";
    }

    private static string OneLine(string label) => label.ReplaceLineEndings(" ");
}
