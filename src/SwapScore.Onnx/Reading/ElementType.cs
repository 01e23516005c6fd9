using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Reading;

/// <summary>Types of the elements of tensors, as far as they can be read.</summary>
internal static class ElementType
{
    /// <summary>Bytes an element; 0 for texts and types that are not read.</summary>
    public static int Size(int type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Uint32 => 4,
        TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 or TensorProto.Types.DataType.Uint64 or TensorProto.Types.DataType.Complex64 => 8,
        TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 or TensorProto.Types.DataType.Int16 or TensorProto.Types.DataType.Uint16 => 2,
        TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Bool => 1,
        TensorProto.Types.DataType.Complex128 => 16,
        _ => 0,
    };

    /// <summary>Whether weights and activations of this type are understood.</summary>
    public static bool IsReal(int type) =>
        (TensorProto.Types.DataType)type is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Float16
            or TensorProto.Types.DataType.Bfloat16;

    /// <summary>Name for people, for example <c>float16</c>.</summary>
    public static string Name(int type) =>
        Enum.IsDefined((TensorProto.Types.DataType)type) ? ((TensorProto.Types.DataType)type).ToString().ToLowerInvariant() : $"type {type}";
}
