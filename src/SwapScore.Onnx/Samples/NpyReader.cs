using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SwapScore.Onnx.Reading;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Samples;

/// <summary>Reads arrays as NumPy saves them (<c>numpy.save</c>), versions 1 to 3, little-endian, in C order.</summary>
internal static partial class NpyReader
{
    private const int HeaderStart = 12;

    /// <summary>The longest header that is read, as NumPy's own limit: longer ones are made to take time.</summary>
    private const int MaximumHeader = 10_000;

    private static readonly Dictionary<string, DataType> Types = new()
    {
        ["<f4"] = DataType.Float,
        ["<f8"] = DataType.Double,
        ["<f2"] = DataType.Float16,
        ["<i8"] = DataType.Int64,
        ["<i4"] = DataType.Int32,
        ["|u1"] = DataType.Uint8,
        ["|i1"] = DataType.Int8,
        ["|b1"] = DataType.Bool,
    };

    /// <exception cref="InputException">The bytes are no such array.</exception>
    public static NumberArray Read(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < HeaderStart || !content.StartsWith("\x93NUMPY"u8[1..]) && content[0] != 0x93 || !content[1..].StartsWith("NUMPY"u8))
            throw new InputException($"{name} is no .npy file", "save it with numpy.save");
        var isFirst = content[6] == 1;
        long length = isFirst ? BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(content[8..]);
        var start = isFirst ? 10 : HeaderStart;
        if (length > content.Length - start) throw new InputException($"{name} ends in its header");
        if (length > MaximumHeader) throw new InputException($"{name} has a header of {length} characters, more than {MaximumHeader}", "save it with numpy.save");
        var header = Encoding.Latin1.GetString(content.Slice(start, (int)length));
        var (description, order, shape) = (Description().Match(header).Groups[1], Order().Match(header).Groups[1], Shape().Match(header).Groups[1]);
        if (!description.Success || !order.Success || !shape.Success) throw new InputException($"{name} has a header that cannot be read", "save it with numpy.save");
        if (!Types.TryGetValue(description.Value, out var type))
            throw new InputException($"{name} holds numbers of type {description.Value}, expected one of {string.Join(", ", Types.Keys)}", "convert it with .astype(numpy.float32)");
        if (order.Value == "True") throw new InputException($"{name} is in Fortran order", "save numpy.ascontiguousarray(x)");
        var dimensions = new List<long>();
        foreach (var text in shape.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            dimensions.Add(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dimension) ? dimension : throw new InputException($"{name} has the impossible shape {shape.Value}"));
        var values = content[(start + (int)length)..];
        var size = ElementType.Size((int)type);
        if (TensorValues.Count(dimensions) is not { } count || count > values.Length / size || count * size != values.Length)
            throw new InputException($"{name} of {string.Join('×', dimensions)} holds {values.Length} bytes of data", "the file is damaged or incomplete");
        return new NumberArray((int)type, dimensions, values.ToArray());
    }

    // One expression per field: each takes time proportional to the header, whatever the header holds.
    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex Description();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex Shape();
}
