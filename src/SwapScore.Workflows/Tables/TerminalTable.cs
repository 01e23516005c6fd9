namespace SwapScore.Workflows.Tables;

/// <summary>Lays a <see cref="Table"/> out for a terminal.</summary>
internal static class TerminalTable
{
    private const int LeastFoldedWidth = 16;

    /// <param name="table">What is shown.</param>
    /// <param name="width">
    /// Columns of the terminal, into which long texts are folded as far as they can be; numbers and short words are never broken. Where not even
    /// that fits, every row is a list of its own. Null for as wide as needed.
    /// </param>
    /// <param name="color">Whether the header may be set off by colour.</param>
    public static string Write(Table table, int? width, bool color)
    {
        if (table.IsList) return string.Concat(table.Rows.Select(row => PrintableText.Escape(row[0].Full) + "\n"));
        var shown = table.Shown;
        var folds = shown.ToDictionary(i => i, i => Folds(table, i));
        if (shown.Sum(i => TableLayout.Gap + (folds[i] ? LeastFoldedWidth : Width(table, i))) >= width) return Lists(table, shown);
        return TableLayout.Write(
            [.. shown.Select(i => (Title(table, i), table.Columns[i].IsNumber, folds[i]))],
            [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(i => Text(row[i]))])],
            width,
            color);
    }

    /// <summary>Every row as lines of title and value, rows set apart by an empty line; the terminal breaks what is too long.</summary>
    private static string Lists(Table table, IReadOnlyList<int> shown)
    {
        var titles = shown.Max(i => Title(table, i).Length) + TableLayout.Gap;
        return string.Join('\n', table.Rows.Select(row => string.Concat(shown
            .Select(i => $" {Title(table, i).PadRight(titles)}{Text(row[i])}".TrimEnd() + "\n"))));
    }

    private static bool Folds(Table table, int column) => !table.Columns[column].IsNumber && Width(table, column) > LeastFoldedWidth;

    private static int Width(Table table, int column) =>
        table.Rows.Select(row => Text(row[column]).Length).Append(Title(table, column).Length).Max();

    private static string Title(Table table, int column) => PrintableText.OnOneLine(table.Columns[column].Title);

    private static string Text(Cell cell) => PrintableText.Escape(cell.Brief);
}
