using System.Collections.Immutable;
using SwapScore.Values;

namespace SwapScore.Spaces.Diagrams;

/// <summary>An architecture, or one of its cells, as a graph to be drawn. A space says what is drawn; reports place and color it.</summary>
/// <param name="Title">Above it; empty for none.</param>
/// <param name="Nodes">The nodes, sources before targets; the last one stands at the right.</param>
/// <param name="Edges">The edges.</param>
public sealed record Diagram(string Title, ValueList<DiagramNode> Nodes, ValueList<DiagramEdge> Edges)
{
    /// <summary>A single box.</summary>
    /// <param name="text">What stands in it.</param>
    public static Diagram FromText(string text) => new("", [new DiagramNode(text)], []);

    /// <summary>Boxes one after another between an input and an output.</summary>
    /// <param name="title">Above it; empty for none.</param>
    /// <param name="links">The boxes.</param>
    public static Diagram FromChain(string title, IEnumerable<DiagramNode> links)
    {
        ImmutableArray<DiagramNode> nodes = [new("input", DiagramStyle.Input), .. links, new("output", DiagramStyle.Output)];
        return new Diagram(title, nodes, [.. Enumerable.Range(1, nodes.Length - 1).Select(node => new DiagramEdge(node - 1, node))]);
    }

    /// <summary>
    /// Draws diagrams as the papers of their spaces do, one below the other: inputs on the left, output on the right, operations where they
    /// stand. Every label has a place of its own.
    /// </summary>
    /// <param name="diagrams">What is drawn, at least one; for example the <see cref="IArchitecture.Diagrams"/> of an architecture.</param>
    /// <returns>An SVG document, complete in itself.</returns>
    public static string ToSvg(IReadOnlyList<Diagram> diagrams)
    {
        ArgumentNullException.ThrowIfNull(diagrams);
        return DiagramSvg.Draw([.. diagrams.Select(diagram => new DiagramLayout(diagram))]);
    }

    /// <summary>Draws diagrams as lines of text, one below the other: every node with the edges that lead to it.</summary>
    /// <param name="diagrams">What is drawn, at least one; for example the <see cref="IArchitecture.Diagrams"/> of an architecture.</param>
    /// <returns>Lines that end in line breaks, with an empty line between diagrams.</returns>
    public static string ToText(IReadOnlyList<Diagram> diagrams)
    {
        ArgumentNullException.ThrowIfNull(diagrams);
        return string.Join('\n', diagrams.Select(DiagramText.Write));
    }

    /// <summary>The cells of NAS-Bench-201 and TransNAS: an input, two nodes and an output, an operation between each two.</summary>
    /// <param name="operation">Name and style of the operation from one of the nodes 0 … 2 to a later one.</param>
    internal static Diagram FromPairs(Func<int, int, (string Name, DiagramStyle Style)> operation) => new(
        "",
        [new("0: input", DiagramStyle.Input), new("1"), new("2"), new("3: output", DiagramStyle.Output)],
        [.. from target in Enumerable.Range(1, 3)
            from source in Enumerable.Range(0, target)
            let named = operation(source, target)
            select new DiagramEdge(source, target, named.Name, named.Style)]);
}
