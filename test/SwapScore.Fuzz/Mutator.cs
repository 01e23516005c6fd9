using System.Text;
using SwapScore.Randomness;

namespace SwapScore.Fuzz;

/// <summary>Changes files as damage, other programs and attackers do.</summary>
internal static class Mutator
{
    private static readonly byte[] Interesting = [0, 1, 0x0A, 0x1B, 0x20, 0x7F, 0x80, 0x9B, 0xC2, 0xFE, 0xFF];

    private static readonly string[] Texts =
    [
        "\e[31m", "\u009b2J", "\u202e", "\0", "\r", "\n", "\t", "\"", "'", ",", ";", "|", "#", "{", "}", "[", "]", "(", ")", "NaN", "Infinity", "-1", "0", "1e999", "1e-999", "9223372036854775808",
        "4294967296", "2147483647", "null", "true", "\ud83d\ude42", "\ufeff", "=1+1", "<script>", "&amp;", "../../..", "__proto__",
    ];

    /// <summary>Some changes, few more often than many.</summary>
    public static byte[] Mutate(byte[] content, RandomSequence draw)
    {
        var bytes = content.ToList();
        for (var changes = 1 + draw.Next(1 + draw.Next(8)); changes > 0; changes--)
            Change(bytes, draw);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, RandomSequence draw)
    {
        var at = draw.Next(bytes.Count + 1);
        var length = Math.Min(1 + draw.Next(1 + draw.Next(64)), bytes.Count - at);
        switch (draw.Next(9))
        {
            case 0 when length > 0:
                bytes[at] ^= (byte)(1 << draw.Next(8));
                break;
            case 1 when length > 0:
                bytes[at] = Interesting[draw.Next(Interesting.Length)];
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(draw.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Texts[draw.Next(Texts.Length)]));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6 when length >= 4:
                Overwrite(bytes, at, BitConverter.GetBytes(draw.Next(2) == 0 ? int.MaxValue - draw.Next(3) : -draw.Next(3)));
                break;
            case 7 when length >= 8:
                Overwrite(bytes, at, BitConverter.GetBytes(draw.Next(2) == 0 ? long.MaxValue - draw.Next(3) : long.MinValue + draw.Next(3)));
                break;
            default:
                Digit(bytes, at, draw);
                break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] value)
    {
        for (var i = 0; i < value.Length; i++)
            bytes[at + i] = value[i];
    }

    /// <summary>Changes the next digit, which keeps texts well-formed and makes them say something else.</summary>
    private static void Digit(List<byte> bytes, int at, RandomSequence draw)
    {
        var digit = bytes.FindIndex(at, one => one is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0) bytes[digit] = (byte)('0' + draw.Next(10));
    }
}
