using System.Text;

namespace SwapScore.Workflows.Tables;

/// <summary>Writes a <see cref="Table"/> as a document: CSV or Markdown.</summary>
internal static class TableText
{
    /// <summary>Comma-separated values with one header line: the fields programs get.</summary>
    /// <param name="table">The table.</param>
    public static string Csv(Table table)
    {
        var text = new StringBuilder();
        AppendCsv(text, table.Columns.SelectMany(column => column.Fields));
        foreach (var row in table.Rows)
            AppendCsv(text, table.Columns.Zip(row).Where(pair => pair.First.Fields.Count > 0).SelectMany(pair => pair.Second.Fields));
        return text.ToString();
    }

    /// <summary>A Markdown table: the columns people get, one line per row.</summary>
    /// <param name="table">The table.</param>
    public static string Markdown(Table table)
    {
        var shown = table.Shown;
        var text = new StringBuilder();
        AppendMarkdown(text, shown.Select(i => table.Columns[i].Title));
        text.Append("| ").AppendJoin(" | ", shown.Select(i => table.Columns[i].IsNumber ? "--:" : ":--")).Append(" |\n");
        foreach (var row in table.Rows)
            AppendMarkdown(text, shown.Select(i => row[i].Brief));
        return text.ToString();
    }

    private static void AppendCsv(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields.Select(CsvField.Write)).Append('\n');

    private static void AppendMarkdown(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(MarkdownText.Write)).Append(" |\n");
}
