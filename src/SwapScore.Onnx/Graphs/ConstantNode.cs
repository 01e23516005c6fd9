using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>The value of a node that makes a constant.</summary>
internal static class ConstantNode
{
    /// <summary>The value, or null where it is no plain tensor.</summary>
    public static TensorProto? Value(NodeProto node)
    {
        if (node.Find("value")?.T is { } tensor) return tensor;
        if (node.Find("value_int") is { } integer) return TensorValues.OfIntegers("", [integer.I]);
        if (node.Find("value_ints") is { } integers) return TensorValues.OfIntegers("", [.. integers.Ints], integers.Ints.Count);
        if (node.Find("value_float") is { } real) return OfReals([real.F]);
        if (node.Find("value_floats") is { } reals) return OfReals([.. reals.Floats], reals.Floats.Count);
        return null;
    }

    private static TensorProto OfReals(ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions)
    {
        const int Type = (int)TensorProto.Types.DataType.Float;
        var tensor = new TensorProto { DataType = Type, RawData = UnsafeByteOperations.UnsafeWrap(TensorValues.Encode(values, Type)) };
        foreach (var dimension in dimensions) tensor.Dims.Add(dimension);
        return tensor;
    }
}
