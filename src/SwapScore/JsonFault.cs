using System.Globalization;
using System.Text.Json;

namespace SwapScore;

/// <summary>What is wrong with a JSON text, in words of the product: the messages of the library quote the text and name types of .NET.</summary>
internal static class JsonFault
{
    /// <summary>Where a text ceases to be JSON, or has another kind of value than is expected there; lines and bytes are counted from 1.</summary>
    public static string Describe(JsonException fault)
    {
        // A name that stands twice, or a depth that is too great, has no place of its own.
        if (fault.LineNumber is not { } line) return "an object in it has two entries of one name, or its lists are nested too deeply";
        var place = string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, byte {fault.BytePositionInLine + 1}");
        return fault.Path is { Length: > 1 } path ? $"what stands at {path.TrimStart('$', '.')} ({place}) is not what is expected there" : $"it is malformed at {place}";
    }
}
