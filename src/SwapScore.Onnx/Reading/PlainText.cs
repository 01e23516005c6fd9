using System.Globalization;

namespace SwapScore.Onnx.Reading;

/// <summary>Makes text of a file fit for people: names in it may hold commands to a terminal, or be of any length.</summary>
internal static class PlainText
{
    private const int Longest = 300;

    /// <summary>The text in one line without control characters, cut where it is too long.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        var isLong = text.Length > Longest;
        var kept = isLong ? text[..(Longest - 1)] : text;
        if (!kept.Any(IsCommand)) return isLong ? kept + "…" : text;
        return string.Concat(kept.Select(character => IsCommand(character) ? '\uFFFD' : character)) + (isLong ? "…" : "");
    }

    private static bool IsCommand(char character) =>
        char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
