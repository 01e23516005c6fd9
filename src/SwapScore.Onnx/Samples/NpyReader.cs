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
        var header = Encoding.Latin1.GetString(content.Slice(start, (int)length));
        var match = Header().Match(header);
        if (!match.Success) throw new InputException($"{name} has a header that cannot be read: {header.Trim()}");
        if (!Types.TryGetValue(match.Groups["type"].Value, out var type))
            throw new InputException($"{name} holds numbers of type {match.Groups["type"].Value}, expected one of {string.Join(", ", Types.Keys)}", "convert it with .astype(numpy.float32)");
        if (match.Groups["order"].Value == "True") throw new InputException($"{name} is in Fortran order", "save numpy.ascontiguousarray(x)");
        var dimensions = new List<long>();
        foreach (var text in match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            dimensions.Add(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dimension) ? dimension : throw new InputException($"{name} has the impossible shape {match.Groups["shape"].Value}"));
        var values = content[(start + (int)length)..];
        var size = ElementType.Size((int)type);
        if (TensorValues.Count(dimensions) is not { } count || count > values.Length / size || count * size != values.Length)
            throw new InputException($"{name} of {string.Join('×', dimensions)} holds {values.Length} bytes of data", "the file is damaged or incomplete");
        return new NumberArray((int)type, dimensions, values.ToArray());
    }

    [GeneratedRegex(@"'descr':\s*'(?<type>[^']*)'.*'fortran_order':\s*(?<order>True|False).*'shape':\s*\((?<shape>[^)]*)\)", RegexOptions.Singleline)]
    private static partial Regex Header();
}
