using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>Parts of a value, and zeros.</summary>
internal static class Parts
{
    private const int Channel = 1;
    private const int Row = 2;
    private const int Column = 3;

    public static void Crop(NodeScope scope, Crop crop)
    {
        var x = scope.Node.InputShapes[0];
        Slice(scope, [crop.Rows, crop.Columns], [x.Rows, x.Columns], [Row, Column]);
    }

    public static void Channels(NodeScope scope, ChannelSlice slice) => Slice(scope, [slice.First], [slice.First + slice.Count], [Channel]);

    /// <summary>As many zeros as there are samples in the input.</summary>
    public static void Zeros(NodeScope scope)
    {
        var shape = scope.Node.Shape;
        var samples = scope.Step("Shape", "samples", [scope.Map()], Attributes.Create("start", 0), Attributes.Create("end", 1));
        var dimensions = scope.Step(
            "Concat", "dimensions", [samples, scope.Graph.List(shape.Channels, shape.Rows, shape.Columns)], Attributes.Create("axis", 0));
        scope.Result("ConstantOfShape", [dimensions]);
    }

    private static void Slice(NodeScope scope, long[] starts, long[] ends, long[] axes) =>
        scope.Result("Slice", [scope.Map(), scope.Graph.List(starts), scope.Graph.List(ends), scope.Graph.List(axes)]);
}
