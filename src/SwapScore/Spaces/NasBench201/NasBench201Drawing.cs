using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.NasBench201;

/// <summary>A cell as its four nodes, with an operation between each two.</summary>
internal static class NasBench201Drawing
{
    public static Diagram Draw(NasBench201Architecture cell) => Diagram.FromPairs((source, target) => cell.Operation(source, target) switch
    {
        NasBench201Operation.Skip => ("skip", DiagramStyle.Skip),
        NasBench201Operation.None => ("none", DiagramStyle.Nothing),
        NasBench201Operation.Convolution3x3 => ("conv 3×3", DiagramStyle.Convolution),
        NasBench201Operation.Convolution1x1 => ("conv 1×1", DiagramStyle.Convolution),
        _ => ("avg pool 3×3", DiagramStyle.Pooling),
    });
}
