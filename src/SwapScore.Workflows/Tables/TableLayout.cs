using System.Text;

namespace SwapScore.Workflows.Tables;

/// <summary>
/// Lays rows of texts out in columns: a blank before each line, two between columns, a rule below the titles. Written here, since a library that can
/// do much more takes a third of a second to start.
/// </summary>
internal static class TableLayout
{
    private const char Rule = '─';
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    // Without a terminal a text may be as long as it likes.
    private const int LongestRule = 120;

    /// <summary>Blanks between columns.</summary>
    public const int Gap = 2;

    /// <param name="columns">Title, whether texts are set flush right, and whether they may be folded.</param>
    /// <param name="rows">One text per column.</param>
    /// <param name="width">Most characters of a line, where folding can do it; null for as many as needed.</param>
    /// <param name="bold">Whether titles are bold.</param>
    public static string Write(IReadOnlyList<(string Title, bool IsRight, bool Folds)> columns, IReadOnlyList<IReadOnlyList<string>> rows, int? width, bool bold)
    {
        var widths = Widths(columns, rows, width);
        var text = new StringBuilder();
        Append(text, [.. columns.Select(column => column.Title)], bold);
        text.Append(Rule, Math.Min(Whole(widths), width ?? LongestRule)).Append('\n');
        foreach (var row in rows)
            Append(text, row, isBold: false);
        return text.ToString();

        void Append(StringBuilder text, IReadOnlyList<string> cells, bool isBold)
        {
            var folded = cells.Select((cell, i) => Fold(cell, widths[i])).ToList();
            for (var line = 0; line < folded.Max(lines => lines.Count); line++)
            {
                var start = text.Length;
                for (var i = 0; i < widths.Length; i++)
                {
                    var part = line < folded[i].Count ? folded[i][line] : "";
                    var blanks = widths[i] - part.Length;
                    text.Append(' ', i == 0 ? 1 : Gap).Append(' ', columns[i].IsRight ? blanks : 0)
                        .Append(isBold ? Bold : "").Append(part).Append(isBold ? Plain : "")
                        .Append(' ', columns[i].IsRight ? 0 : blanks);
                }

                while (text.Length > start && text[^1] == ' ')
                    text.Length--;
                text.Append('\n');
            }
        }
    }

    /// <summary>
    /// As wide as the widest text; where that is too much, the widest of the columns that may be folded gives way, the last one first; those that would
    /// have to break a word, only if no others are left.
    /// </summary>
    private static int[] Widths(IReadOnlyList<(string Title, bool IsRight, bool Folds)> columns, IReadOnlyList<IReadOnlyList<string>> rows, int? width)
    {
        int Most(int column, Func<string, int> length) => rows.Select(row => length(row[column])).Append(length(columns[column].Title)).Max();
        var widths = columns.Select((_, i) => Most(i, text => Fold(text, int.MaxValue).Max(line => line.Length))).ToArray();
        var words = columns.Select((_, i) => Most(i, text => text.Split(' ', '\n').Max(word => word.Length))).ToArray();
        while (Whole(widths) > width)
        {
            var folding = Enumerable.Range(0, widths.Length).Where(i => columns[i].Folds && widths[i] > 1).ToList();
            if (folding.Count == 0) break;
            widths[folding.MaxBy(i => (widths[i] > words[i], widths[i], i))]--;
        }

        return widths;
    }

    /// <summary>The length of the rule: a blank before and after all columns.</summary>
    private static int Whole(int[] widths) => widths.Sum() + Gap * widths.Length + 1;

    /// <summary>Lines of whole words; only a word that is longer than a line is broken.</summary>
    private static List<string> Fold(string text, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = paragraph.AsSpan();
            while (rest.Length > width)
            {
                var end = rest[..(width + 1)].LastIndexOf(' ');
                var line = end > 0 ? rest[..end] : rest[..width];
                lines.Add(line.TrimEnd().ToString());
                rest = rest[line.Length..].TrimStart();
            }

            lines.Add(rest.TrimEnd().ToString());
        }

        return lines;
    }
}
