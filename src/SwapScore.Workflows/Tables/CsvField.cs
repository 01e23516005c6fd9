using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>One field of a CSV line.</summary>
internal static class CsvField
{
    /// <summary>The text in quotes where it needs them. A text that a spreadsheet would run as a formula gets an apostrophe in front, which shows it as text.</summary>
    public static string Write(string text)
    {
        if (IsFormula(text)) text = $"'{text}";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static bool IsFormula(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
