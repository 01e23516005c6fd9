using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Reading;

/// <summary>The values of a constant, wherever the format keeps them.</summary>
internal static class TensorValues
{
    /// <summary>Number of elements, or null where the dimensions are negative or their product does not fit.</summary>
    public static long? Count(IEnumerable<long> dimensions)
    {
        Int128 count = 1;
        var isEmpty = false;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0) return null;
            isEmpty |= dimension == 0;
            count *= Math.Max(1, dimension);
            if (count > long.MaxValue) return null;
        }

        return isEmpty ? 0 : (long)count;
    }

    /// <summary>Number of elements of a tensor that has been checked.</summary>
    public static long Count(this TensorProto tensor) => Count(tensor.Dims)!.Value;

    /// <summary>Bytes its values take.</summary>
    public static long Bytes(TensorProto tensor) => tensor.Count() * ElementType.Size(tensor.DataType);

    /// <summary>Moves all values into the raw bytes, so that there is one place to look.</summary>
    public static void MakeRaw(TensorProto tensor)
    {
        var type = (DataType)tensor.DataType;
        byte[] bytes;
        if (tensor.FloatData.Count > 0 && type == DataType.Float)
            bytes = MemoryMarshal.AsBytes(tensor.FloatData.ToArray().AsSpan()).ToArray();
        else if (tensor.DoubleData.Count > 0 && type == DataType.Double)
            bytes = MemoryMarshal.AsBytes(tensor.DoubleData.ToArray().AsSpan()).ToArray();
        else if (tensor.Int64Data.Count > 0 && type == DataType.Int64)
            bytes = MemoryMarshal.AsBytes(tensor.Int64Data.ToArray().AsSpan()).ToArray();
        else if (tensor.Uint64Data.Count > 0 && type is DataType.Uint64 or DataType.Uint32)
            bytes = Narrow([.. tensor.Uint64Data.Select(value => (long)value)], ElementType.Size(tensor.DataType));
        else if (tensor.Int32Data.Count > 0)
            bytes = Narrow([.. tensor.Int32Data.Select(value => (long)value)], ElementType.Size(tensor.DataType));
        else
            return;
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        tensor.FloatData.Clear();
        tensor.DoubleData.Clear();
        tensor.Int64Data.Clear();
        tensor.Uint64Data.Clear();
        tensor.Int32Data.Clear();
    }

    /// <summary>The value of a real tensor all of whose elements are equal, or null.</summary>
    public static double? Scalar(TensorProto tensor)
    {
        var size = ElementType.Size(tensor.DataType);
        var bytes = tensor.RawData.Span;
        if (size == 0 || bytes.Length < size || tensor.Count() == 0) return null;
        var first = bytes[..size];
        for (var i = size; i < bytes.Length; i += size)
            if (!bytes.Slice(i, size).SequenceEqual(first))
                return null;
        return Real(first, (DataType)tensor.DataType);
    }

    /// <summary>The elements of a tensor of whole numbers, or null for another type.</summary>
    public static long[]? Integers(TensorProto tensor) => (DataType)tensor.DataType switch
    {
        DataType.Int64 => MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray(),
        DataType.Int32 => [.. MemoryMarshal.Cast<byte, int>(tensor.RawData.Span).ToArray().Select(value => (long)value)],
        _ => null,
    };

    /// <summary>The elements of a real tensor in single precision.</summary>
    public static float[] Reals(TensorProto tensor) => Reals(tensor.RawData.Span, tensor.DataType);

    /// <summary>Raw bytes of a real type in single precision.</summary>
    public static float[] Reals(ReadOnlySpan<byte> bytes, int type)
    {
        if ((DataType)type == DataType.Float) return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var size = ElementType.Size(type);
        var values = new float[bytes.Length / size];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(Real(bytes.Slice(i * size, size), (DataType)type) ?? double.NaN);
        return values;
    }

    /// <summary>A tensor of whole numbers.</summary>
    public static TensorProto OfIntegers(string name, ReadOnlySpan<long> values, params ReadOnlySpan<long> dimensions) =>
        Create(name, (int)DataType.Int64, dimensions.ToArray(), MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A tensor of raw bytes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">Type of its elements.</param>
    /// <param name="dimensions">Its shape.</param>
    /// <param name="bytes">Its values; taken over.</param>
    public static TensorProto Create(string name, int type, IEnumerable<long> dimensions, byte[] bytes) =>
        new() { Name = name, DataType = type, Dims = { dimensions }, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };

    /// <summary>Writes real numbers as bytes of a type.</summary>
    public static byte[] Encode(ReadOnlySpan<float> values, int type)
    {
        var bytes = new byte[values.Length * (long)ElementType.Size(type)];
        switch ((DataType)type)
        {
            case DataType.Float:
                MemoryMarshal.AsBytes(values).CopyTo(bytes);
                break;
            case DataType.Double:
                var doubles = MemoryMarshal.Cast<byte, double>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++) doubles[i] = values[i];
                break;
            case DataType.Float16:
                var halves = MemoryMarshal.Cast<byte, Half>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++) halves[i] = (Half)values[i];
                break;
            case DataType.Bfloat16:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++) words[i] = (ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }

        return bytes;
    }

    private static double? Real(ReadOnlySpan<byte> value, DataType type) => type switch
    {
        DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(value),
        DataType.Double => BinaryPrimitives.ReadDoubleLittleEndian(value),
        DataType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(value),
        DataType.Bfloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
        DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(value),
        DataType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(value),
        DataType.Bool or DataType.Uint8 => value[0],
        _ => null,
    };

    private static byte[] Narrow(long[] values, int size)
    {
        var bytes = new byte[values.Length * (long)size];
        Span<byte> wide = stackalloc byte[sizeof(long)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, values[i]);
            wide[..size].CopyTo(bytes.AsSpan(i * size));
        }

        return bytes;
    }
}
