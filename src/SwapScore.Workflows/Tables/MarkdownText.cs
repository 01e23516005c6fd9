using System.Text;

namespace SwapScore.Workflows.Tables;

/// <summary>Text as Markdown, on one line: what has a meaning there is written so that it has none.</summary>
internal static class MarkdownText
{
    /// <summary>For a cell of a table.</summary>
    public static string Write(string text)
    {
        var line = PrintableText.OnOneLine(text);
        var escaped = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            if (HasMeaning(line, i)) escaped.Append('\\');
            escaped.Append(line[i]);
        }

        return escaped.ToString();
    }

    // Within words, as in DARTS_V2, an underline means nothing; brackets do before an address alone.
    private static bool HasMeaning(string line, int place) => line[place] switch
    {
        '|' or '<' or '&' or '`' or '*' => true,
        '\\' => place + 1 < line.Length && char.IsAsciiLetterOrDigit(line[place + 1]) is false,
        '_' => !(IsWord(line, place - 1) && IsWord(line, place + 1)),
        ']' => place + 1 < line.Length && line[place + 1] is '(' or '[' or ':',
        _ => false,
    };

    private static bool IsWord(string line, int place) => place >= 0 && place < line.Length && (char.IsAsciiLetterOrDigit(line[place]) || line[place] == '_');
}
