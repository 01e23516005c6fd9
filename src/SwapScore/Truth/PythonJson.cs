using System.Buffers;
using System.Text.Json;

namespace SwapScore.Truth;

/// <summary>Python writes <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> into JSON, which has no such numbers.</summary>
internal static class PythonJson
{
    private static readonly byte[][] NotNumbers = ["NaN"u8.ToArray(), "-Infinity"u8.ToArray(), "Infinity"u8.ToArray()];

    /// <summary>Parses a table that Python wrote; two properties of one name are a fault, since no one could say which is meant.</summary>
    /// <param name="file">The table.</param>
    /// <param name="expected">What it should be, for the hint.</param>
    /// <exception cref="InputException">It is not UTF-8, not JSON, or names a property twice.</exception>
    public static JsonDocument Parse(TruthFile file, string expected)
    {
        try
        {
            return JsonDocument.Parse(WithNulls(file.Utf8.Span), new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException fault)
        {
            throw new InputException($"{file.Path} is not JSON that can be read: {JsonFault.Describe(fault)}", $"expected {expected}", fault);
        }
    }

    /// <summary>The text with <c>null</c> in their place; strings stay as they are.</summary>
    public static ReadOnlyMemory<byte> WithNulls(ReadOnlySpan<byte> json)
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
            else if (!isString && NotNumber(json[i..]) is var length and > 0)
            {
                output.Write(json[copied..i]);
                output.Write("null"u8);
                i += length - 1;
                copied = i + 1;
            }
        }

        output.Write(json[Math.Min(copied, json.Length)..]);
        return output.WrittenMemory;
    }

    /// <summary>Length of the word a text begins with that is no number; 0 for none.</summary>
    private static int NotNumber(ReadOnlySpan<byte> json)
    {
        if (json[0] is not ((byte)'N' or (byte)'I' or (byte)'-')) return 0;
        foreach (var word in NotNumbers)
            if (json.StartsWith(word)) return word.Length;
        return 0;
    }
}
