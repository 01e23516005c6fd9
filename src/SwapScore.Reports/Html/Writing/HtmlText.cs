using System.Text;

namespace SwapScore.Reports.Html.Writing;

/// <summary>Text as HTML: what has a meaning there is written so that it has none.</summary>
internal static class HtmlText
{
    /// <summary>For content and for attributes in double quotes.</summary>
    public static string Of(string text)
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
                < 0x20 or >= 0x7F and < 0xA0 => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }
}
