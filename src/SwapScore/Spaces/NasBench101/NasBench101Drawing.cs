using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.NasBench101;

/// <summary>A cell as the graph it is.</summary>
internal static class NasBench101Drawing
{
    public static Diagram Draw(NasBench101Architecture cell) => new(
        "",
        [.. cell.Operations.Select(operation => operation switch
        {
            NasBench101Operation.Input => new DiagramNode("input", DiagramStyle.Input),
            NasBench101Operation.Output => new DiagramNode("output", DiagramStyle.Output),
            NasBench101Operation.MaxPool3x3 => new DiagramNode("max pool 3×3", DiagramStyle.Pooling),
            NasBench101Operation.Convolution1x1 => new DiagramNode("conv 1×1", DiagramStyle.Convolution),
            _ => new DiagramNode("conv 3×3", DiagramStyle.Convolution),
        })],
        [.. from source in Enumerable.Range(0, cell.Vertices)
            from target in Enumerable.Range(source + 1, cell.Vertices - source - 1)
            where cell.HasEdge(source, target)
            select new DiagramEdge(source, target)]);
}
