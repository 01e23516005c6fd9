using System.Globalization;
using System.Text;

namespace SwapScore;

/// <summary>
/// Makes texts fit to be shown, whatever file they come from: characters that would command a terminal, turn the direction of what follows, or make two
/// names look alike without being seen, are written as <c>\u001b</c> is.
/// </summary>
public static class PrintableText
{
    private const char Ellipsis = '…';

    /// <summary>The text with its line breaks and tabs.</summary>
    public static string Escape(string text)
    {
        if (!text.EnumerateRunes().Any(IsUnfit)) return text;
        var printable = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            if (isRune && !IsUnfit(rune)) printable.Append(rune.ToString());
            else printable.Append(CultureInfo.InvariantCulture, $"\\u{(isRune ? rune.Value : text[i]):x4}");
            if (isRune && !rune.IsBmp) i++;
        }

        return printable.ToString();
    }

    /// <summary>The text without line breaks.</summary>
    public static string OnOneLine(string text) => Escape(text.ReplaceLineEndings(" ").Replace('\t', ' '));

    /// <summary>A text of at most so many characters. What is too much goes from its middle: messages begin with what was found and end with what was expected.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most) return text;
        var (head, tail) = (most * 2 / 3, text.Length - (most - most * 2 / 3 - 1));
        if (char.IsHighSurrogate(text[head - 1])) head--;
        if (char.IsLowSurrogate(text[tail])) tail++;
        return $"{text[..head]}{Ellipsis}{text[tail..]}";
    }

    /// <summary>The text without line breaks, of at most so many characters: for names and messages that a file or another library wrote.</summary>
    public static string Brief(string text, int most = 300) => Shortened(OnOneLine(text), most);

    /// <summary>The first characters of a long text, for messages that quote what was typed or read.</summary>
    internal static string Beginning(string text) => text.Length <= 40 ? text : $"{text[..40]}{Ellipsis}";

    // A surrogate without its other half is read as the replacement character. The joiners U+200C and U+200D belong to the spelling of some scripts.
    private static bool IsUnfit(Rune rune) => rune.Value switch
    {
        '\n' or '\t' or 0x200C or 0x200D => false,
        0xFFFD => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };
}
