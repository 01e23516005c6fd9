using System.Runtime.InteropServices;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// Makes constants of nodes that fill a tensor of fixed shape with one number. Model collections keep the structure of a network without
/// its weights that way.
/// </summary>
internal static class FilledConstants
{
    /// <summary>Bytes that may be filled; what is beyond stays a node.</summary>
    private const long MaximumBytes = 768 << 20;

    /// <summary>Adds the constants that nodes fill.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="constants">The constants, with raw data; more are added.</param>
    public static void Add(IEnumerable<NodeProto> nodes, Dictionary<string, TensorProto> constants)
    {
        var left = MaximumBytes;
        foreach (var node in nodes.Where(node => node.Is("ConstantOfShape") && node.Output.Count == 1))
        {
            if (constants.GetValueOrDefault(node.Input[0]) is not { } shape || TensorValues.Integers(shape) is not { } dimensions || TensorValues.Count(dimensions) is not { } count) continue;
            var fill = node.Find("value")?.T;
            var type = fill?.DataType ?? (int)TensorProto.Types.DataType.Float;
            var size = ElementType.Size(type);
            if (size == 0 || count > left / size || (fill is not null && fill.RawData.Length != size)) continue;
            left -= count * size;
            var bytes = new byte[count * size];
            if (fill is not null && fill.RawData.Span.ContainsAnyExcept((byte)0)) Fill(bytes, fill.RawData.Span);
            constants.TryAdd(node.Output[0], TensorValues.Create(node.Output[0], type, dimensions, bytes));
        }
    }

    private static void Fill(Span<byte> bytes, ReadOnlySpan<byte> value)
    {
        if (value.Length == sizeof(float)) MemoryMarshal.Cast<byte, float>(bytes).Fill(MemoryMarshal.Read<float>(value));
        else
            for (var i = 0; i < bytes.Length; i += value.Length) value.CopyTo(bytes[i..]);
    }
}
