using System.Globalization;
using static System.FormattableString;

namespace SwapScore.Spaces;

/// <summary>The keys of the published zero-cost tables: Python tuples of small integers, or lists of them.</summary>
internal static class KeyText
{
    /// <summary>The numbers of a key such as <c>(0, 2, 3)</c>.</summary>
    /// <param name="text">The key.</param>
    /// <param name="what">What it is, for errors.</param>
    /// <param name="count">How many numbers it must have; null for any.</param>
    /// <param name="least">Smallest number.</param>
    /// <param name="most">Largest number.</param>
    /// <exception cref="UsageException">It is malformed; the message says which number.</exception>
    public static int[] Numbers(string text, string what, int? count, int least, int most)
    {
        var trimmed = Unquoted(text);
        if (trimmed is not (['(', .., ')'] or ['[', .., ']']))
            throw new UsageException($"'{Shortened(text)}' is not {what}: expected numbers in parentheses");
        var parts = trimmed[1..^1].TrimEnd().TrimEnd(',').Split(',');
        if (count is { } wanted && parts.Length != wanted)
            throw new UsageException(Invariant($"'{Shortened(text)}' is not {what}: {parts.Length} numbers, expected {wanted}"));
        return [.. parts.Select((part, i) =>
            int.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new UsageException(Invariant($"'{Shortened(text)}' is not {what}: number {i + 1} is '{Shortened(part.Trim())}', expected {least} … {most}")))];
    }

    /// <summary>A text without the blanks and the pairs of equal quotes around it.</summary>
    public static string Unquoted(string text)
    {
        var span = text.AsSpan().Trim();
        while (span is ['\'', .., '\''] or ['"', .., '"']) span = span[1..^1].Trim();
        return span.ToString();
    }

    /// <summary>The beginning of a text, for errors.</summary>
    public static string Shortened(string text) => PrintableText.Beginning(text);
}
