using System.Text;

namespace SwapScore.Workflows.Markup;

/// <summary>Text as HTML: what has a meaning there is written so that it has none.</summary>
internal static class HtmlText
{
    /// <summary>For content and for attributes in double quotes.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\t' or '\n' => rune.ToString(),
                _ when !IsAllowed(rune) => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>The text with the replacement character for what neither HTML nor XML can hold.</summary>
    public static string WithoutControls(string text) => string.Concat(text.EnumerateRunes().Select(rune => IsAllowed(rune) ? rune.ToString() : "\uFFFD"));

    private static bool IsAllowed(Rune rune) => rune.Value is '\t' or '\n' or (>= 0x20 and < 0x7F) or (>= 0xA0 and not 0xFFFE and not 0xFFFF);
}
