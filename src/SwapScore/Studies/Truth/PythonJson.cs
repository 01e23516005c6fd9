using System.Buffers;

namespace SwapScore.Studies.Truth;

/// <summary>Python writes <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> into JSON, which has no such numbers.</summary>
internal static class PythonJson
{
    private static readonly byte[][] NotNumbers = ["NaN"u8.ToArray(), "-Infinity"u8.ToArray(), "Infinity"u8.ToArray()];

    /// <summary>The text with <c>null</c> in their place; strings stay as they are.</summary>
    public static ReadOnlyMemory<byte> WithNulls(byte[] json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 1);
        var isString = false;
        var copied = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"')
                isString = !isString;
            else if (isString && json[i] == '\\')
                i++;
            else if (!isString && json[i] is (byte)'N' or (byte)'I' or (byte)'-' && Array.Find(NotNumbers, word => json.AsSpan(i).StartsWith(word)) is { } found)
            {
                output.Write(json.AsSpan(copied, i - copied));
                output.Write("null"u8);
                i += found.Length - 1;
                copied = i + 1;
            }
        }

        output.Write(json.AsSpan(Math.Min(copied, json.Length)));
        return output.WrittenMemory;
    }
}
