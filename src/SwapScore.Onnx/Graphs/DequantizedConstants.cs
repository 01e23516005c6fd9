using System.Runtime.InteropServices;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// Makes real numbers of weights that a model keeps as whole ones and turns back before it computes with them: nothing else in it is quantised, so it is
/// scored like the model it was made of.
/// </summary>
internal static class DequantizedConstants
{
    /// <summary>Adds the constants that nodes turn back.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="constants">The constants, with raw data; more are added.</param>
    public static void Add(IEnumerable<NodeProto> nodes, Dictionary<string, TensorProto> constants)
    {
        foreach (var node in nodes.Where(node => node.Is("DequantizeLinear") && node.Input.Count > 1 && node.Output.Count == 1))
            if (constants.GetValueOrDefault(node.Input[0]) is { } whole && constants.GetValueOrDefault(node.Input[1]) is { } scale && Values(node, whole, scale, Zero(node, constants)) is { } values)
                constants.TryAdd(node.Output[0], TensorValues.Create(node.Output[0], (int)DataType.Float, whole.Dims, TensorValues.Encode(values, (int)DataType.Float)));
    }

    /// <summary>The number that stands for zero: none is 0 everywhere; null where it is computed.</summary>
    private static double[]? Zero(NodeProto node, Dictionary<string, TensorProto> constants) =>
        node.Input.Count < 3 || node.Input[2].Length == 0 ? [0] : constants.GetValueOrDefault(node.Input[2]) is { } zero ? Numbers(zero) : null;

    private static float[]? Values(NodeProto node, TensorProto whole, TensorProto scale, double[]? zero)
    {
        if (zero is null || Numbers(whole) is not { } numbers || !ElementType.IsReal(scale.DataType) || node.Integer("block_size", 0) != 0) return null;
        var scales = TensorValues.Reals(scale);
        var axis = node.Integer("axis", 1);
        if (axis < 0) axis += whole.Dims.Count;

        // One factor for all, or one for every place along an axis.
        var (length, inner) = scales.Length == 1 ? (1L, 1L) : axis < whole.Dims.Count ? (whole.Dims[(int)axis], TensorValues.Count(whole.Dims.Skip((int)axis + 1)) ?? 0) : (0, 0);
        if (length != scales.Length || (zero.Length != 1 && zero.Length != length)) return null;
        var values = new float[numbers.Length];
        for (var i = 0L; i < values.Length; i++)
        {
            var place = i / inner % length;
            values[i] = (float)((numbers[i] - zero[zero.Length == 1 ? 0 : place]) * scales[place]);
        }

        return values;
    }

    private static double[]? Numbers(TensorProto tensor)
    {
        var bytes = tensor.RawData.Span;
        return (DataType)tensor.DataType switch
        {
            DataType.Int8 => [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray().Select(value => (double)value)],
            DataType.Uint8 => [.. bytes.ToArray().Select(value => (double)value)],
            DataType.Int16 => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(value => (double)value)],
            DataType.Uint16 => [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray().Select(value => (double)value)],
            DataType.Int32 => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(value => (double)value)],
            _ => null,
        };
    }
}
