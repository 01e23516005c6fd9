using SwapScore.Networks;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export;

/// <summary>Types and dimensions of values. The number of samples is free and called <c>batch</c>.</summary>
internal static class Values
{
    private const string Batch = "batch";

    /// <summary>A sequence of tokens, <c>[sample][token]</c>, as whole numbers.</summary>
    public static ValueInfoProto Tokens(Node node) => Describe(node.Name, TensorProto.Types.DataType.Int64, node.Shape.Columns);

    /// <summary>A value of a network, <c>[sample][channel][row][column]</c> or <c>[sample][feature]</c>.</summary>
    public static ValueInfoProto Create(Node node, bool isFlat) => isFlat
        ? Describe(node.Name, TensorProto.Types.DataType.Float, node.Shape.Channels)
        : Describe(node.Name, TensorProto.Types.DataType.Float, node.Shape.Channels, node.Shape.Rows, node.Shape.Columns);

    private static ValueInfoProto Describe(string name, TensorProto.Types.DataType type, params long[] dimensions)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = Batch } } };
        foreach (var length in dimensions)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = length });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } } };
    }
}
