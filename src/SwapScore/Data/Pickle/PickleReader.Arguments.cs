using System.Buffers.Binary;
using System.Globalization;

namespace SwapScore.Data.Pickle;

/// <content>Arguments that follow an opcode in the file, and the refusal that names it.</content>
internal sealed partial class PickleReader
{
    private int _start;
    private int _position;
    private PickleOpcode _opcode;

    private byte NextByte() => Next(1).Span[0];

    private ushort NextUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Next(2).Span);

    private int NextInt32() => BinaryPrimitives.ReadInt32LittleEndian(Next(4).Span);

    private uint NextUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Next(4).Span);

    private long NextInt64() => BinaryPrimitives.ReadInt64LittleEndian(Next(8).Span);

    /// <summary>A little-endian number in two's complement of any length; those that exceed 64 bits are refused.</summary>
    private long NextLong(int length)
    {
        if (length is < 0 or > 8) throw Refuse($"holds a number of {length} bytes; at most 8 are needed");
        var bytes = Next(length).Span;
        var value = length > 0 && bytes[^1] >= 0x80 ? -1L : 0L;
        for (var i = length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private long NextIntegerLine()
    {
        var digits = NextLine().Span.TrimEnd((byte)'L');
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refuse("holds no number of 64 bits");
    }

    private PickleText NextText() => new(NextLine(), PickleText.Form.Bytes);

    private ReadOnlyMemory<byte> NextQuotedLine()
    {
        var line = NextLine();
        return line.Span is [(byte)'\'' or (byte)'"', .., var last] && last == line.Span[0] ? line[1..^1] : throw Refuse("lacks its quotes");
    }

    private ReadOnlyMemory<byte> NextLine()
    {
        var length = content.Span[_position..].IndexOf((byte)'\n');
        if (length < 0) throw Refuse("lacks the end of its line: the file is truncated");
        var line = Next(length);
        _position++;
        return line;
    }

    private ReadOnlyMemory<byte> Next(long length)
    {
        RequireAvailable(length);
        var bytes = content.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    private void RequireAvailable(long length)
    {
        var available = content.Length - _position;
        if (length >= 0 && length <= available) return;
        throw _position == _start
            ? Fault($"{file} is truncated: the pickle does not end within its {content.Length} bytes")
            : Refuse($"claims {length} bytes, but {available} remain: the file is truncated or damaged");
    }

    private InputException Refuse(string reason)
    {
        var name = Enum.IsDefined(_opcode) ? $"{_opcode} (0x{(byte)_opcode:x2})" : $"0x{(byte)_opcode:x2}";
        return Fault(string.Create(CultureInfo.InvariantCulture, $"{file} is no pickle of images: opcode {name} at byte {_start} {reason}"));
    }

    private static InputException Fault(string message) => new(message, DataSource.Accepted);
}
