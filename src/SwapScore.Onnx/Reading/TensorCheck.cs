using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Reading;

/// <summary>Checks that a constant holds as many values as it claims before anybody believes it.</summary>
internal sealed class TensorCheck(string? folder)
{
    /// <summary>Bytes all constants together may have.</summary>
    public const long MaximumBytes = 1L << 31;

    private const int MaximumRank = 16;

    private long _bytes;

    /// <summary>Checks a constant and gathers its values in the raw bytes.</summary>
    /// <exception cref="InputException">Its size is absurd or not that of its data.</exception>
    public void Require(TensorProto tensor)
    {
        var name = tensor.Name.Length == 0 ? "a constant without a name" : $"constant {tensor.Name}";
        var shape = $"{string.Join('×', tensor.Dims.Take(MaximumRank))}";
        if (tensor.Dims.Count > MaximumRank) throw new InputException($"{name} has {tensor.Dims.Count} dimensions, more than {MaximumRank}");
        if (TensorValues.Count(tensor.Dims) is not { } count) throw new InputException($"{name} has the impossible shape {shape}");
        if ((TensorProto.Types.DataType)tensor.DataType == TensorProto.Types.DataType.String)
        {
            if (tensor.StringData.Count != count) throw new InputException($"{name} claims {count} texts but holds {tensor.StringData.Count}");
            return;
        }

        var size = ElementType.Size(tensor.DataType);
        if (size == 0)
            throw new InputException($"{name} is of {ElementType.Name(tensor.DataType)}, which is not read", "models of 4-bit and 8-bit numbers are quantised: give the model before quantisation");
        if (count > Array.MaxLength / size) throw new InputException($"{name} of {shape} is larger than {MaximumBytes >> 30} GiB");
        var expected = count * size;
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External) ExternalData.Load(tensor, folder, expected);
        TensorValues.MakeRaw(tensor);
        if (tensor.RawData.Length != expected)
            throw new InputException($"{name} of {shape} needs {expected} bytes of data but holds {tensor.RawData.Length}", "the file is damaged or incomplete");

        // Smaller real numbers are run in single precision.
        _bytes += ElementType.IsReal(tensor.DataType) ? count * Math.Max(size, sizeof(float)) : expected;
        if (_bytes > MaximumBytes) throw new InputException($"the constants of the model are larger than {MaximumBytes >> 30} GiB");
    }
}
