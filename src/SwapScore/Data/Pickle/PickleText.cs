using System.Globalization;
using System.Text;

namespace SwapScore.Data.Pickle;

/// <summary>A string or byte string of a pickle: a view of the file, decoded only where it is used.</summary>
internal sealed class PickleText(ReadOnlyMemory<byte> raw, PickleText.Form form)
{
    /// <summary>How the bytes stand in the file.</summary>
    public enum Form
    {
        /// <summary>Characters stay as they are.</summary>
        Bytes,

        /// <summary>As UTF-8 of a text with one character a byte.</summary>
        Utf8,

        /// <summary>With the escapes of a Python literal, as in protocol 0.</summary>
        Escaped,
    }

    /// <summary>Bytes in the file.</summary>
    public int Length => raw.Length;

    /// <summary>Whether this is a plain ASCII text, such as a name.</summary>
    public bool Is(string ascii) => Ascii.Equals(raw.Span, ascii);

    /// <summary>The bytes; null if they are not what the form promises, or a character has no byte.</summary>
    public ReadOnlyMemory<byte>? Decode() => form switch
    {
        Form.Utf8 => DecodeUtf8(raw.Span),
        Form.Escaped => DecodeEscapes(raw.Span),
        _ => raw,
    };

    /// <summary>The beginning of the text, safe to print.</summary>
    public override string ToString()
    {
        const int Longest = PickleReader.MaximumKeyLength;
        var shown = raw.Span[..Math.Min(raw.Length, Longest)];
        var text = string.Create(shown.Length, shown, (characters, bytes) =>
        {
            for (var i = 0; i < bytes.Length; i++) characters[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '?';
        });
        return raw.Length > Longest ? text + "…" : text;
    }

    private static byte[]? DecodeUtf8(ReadOnlySpan<byte> text)
    {
        var length = text.Length - text.Count((byte)0xc2) - text.Count((byte)0xc3);
        var bytes = new byte[length];
        var from = 0;
        for (var to = 0; to < bytes.Length; to++)
        {
            var lead = text[from++];
            if (lead < 0x80)
            {
                bytes[to] = lead;
                continue;
            }

            // Characters of one byte, 0x80 … 0xff, are led by c2 or c3 and have one continuation.
            if (lead is not (0xc2 or 0xc3) || from == text.Length || (text[from] & 0xc0) != 0x80) return null;
            bytes[to] = (byte)((lead << 6) | (text[from++] & 0x3f));
        }

        return from == text.Length ? bytes : null;
    }

    private static ReadOnlyMemory<byte>? DecodeEscapes(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var from = 0; from < text.Length; length++)
        {
            if (text[from] != '\\')
            {
                bytes[length] = text[from++];
                continue;
            }

            if (DecodeEscape(text[from..]) is not (var value, var used)) return null;
            bytes[length] = value;
            from += used;
        }

        return bytes.AsMemory(0, length);
    }

    private static (byte Value, int Used)? DecodeEscape(ReadOnlySpan<byte> text) => text switch
    {
        [_, (byte)'x', var high, var low, ..] => Hexadecimal([high, low], 4),
        [_, (byte)'u', (byte)'0', (byte)'0', var high, var low, ..] => Hexadecimal([high, low], 6),
        [_, (byte)'n', ..] => ((byte)'\n', 2),
        [_, (byte)'r', ..] => ((byte)'\r', 2),
        [_, (byte)'t', ..] => ((byte)'\t', 2),
        [_, var quoted and ((byte)'\\' or (byte)'\'' or (byte)'"'), ..] => (quoted, 2),
        _ => null,
    };

    private static (byte Value, int Used)? Hexadecimal(ReadOnlySpan<byte> digits, int used) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? (value, used) : null;
}
