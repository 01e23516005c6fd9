using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.Darts;

/// <summary>A genotype as diagrams and in words. Both number the states of a cell as its text does: inputs 0 and 1, nodes 2 … 5.</summary>
internal static class DartsDrawing
{
    public static IReadOnlyList<Diagram> Draw(DartsGenotype genotype) => genotype.Normal.Equals(genotype.Reduce)
        ? [Draw("normal and reduction cell", genotype.Normal)]
        : [Draw("normal cell", genotype.Normal), Draw("reduction cell", genotype.Reduce)];

    /// <summary>What each node of both cells is the sum of.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Describe(DartsGenotype genotype) =>
        [.. Describe("normal", genotype.Normal), .. Describe("reduction", genotype.Reduce)];

    private static Diagram Draw(string title, DartsCell cell)
    {
        ImmutableArray<DiagramNode> nodes =
        [
            new("0: cell before last", DiagramStyle.Input), new("1: last cell", DiagramStyle.Input),
            .. Enumerable.Range(DartsCell.Inputs, DartsCell.Nodes).Select(node => new DiagramNode($"{node}")),
            new("output", DiagramStyle.Output),
        ];
        return new Diagram(title, nodes,
        [
            .. cell.Edges.Select((edge, i) => new DiagramEdge(edge.Input, DartsCell.NodeOf(i), edge.Operation.Name(), edge.Operation switch
            {
                DartsOperation.None => DiagramStyle.Nothing,
                DartsOperation.SkipConnect => DiagramStyle.Skip,
                DartsOperation.MaxPool3x3 or DartsOperation.AvgPool3x3 => DiagramStyle.Pooling,
                _ => DiagramStyle.Convolution,
            })),
            .. cell.Concat.Select(node => new DiagramEdge(node, nodes.Length - 1)),
        ]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Describe(string name, DartsCell cell) =>
        Enumerable.Range(DartsCell.Inputs, DartsCell.Nodes).Select(node =>
        {
            var (left, right) = cell.EdgesOf(node);
            return KeyValuePair.Create($"{name}, node {node}", $"{Words(left)} + {Words(right)}");
        });

    private static string Words(DartsEdge edge) => $"{edge.Operation.Name()} of {edge.Input switch
    {
        0 => "the cell before the last",
        1 => "the last cell",
        var node => $"node {node}",
    }}";
}
