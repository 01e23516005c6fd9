using System.Text;
using Spectre.Console;

namespace SwapScore.Cli.Output;

/// <summary>Writes a <see cref="Table"/> as text: CSV, Markdown, or for a terminal.</summary>
internal static class TableText
{
    public static string Csv(Table table)
    {
        var text = new StringBuilder();
        AppendCsv(text, table.Columns.SelectMany(column => column.Fields));
        foreach (var row in table.Rows)
            AppendCsv(text, table.Columns.Zip(row).Where(pair => pair.First.Fields.Count > 0).SelectMany(pair => pair.Second.Fields));
        return text.ToString();
    }

    public static string Markdown(Table table)
    {
        var shown = Shown(table);
        var text = new StringBuilder();
        AppendMarkdown(text, shown.Select(i => table.Columns[i].Title));
        AppendMarkdown(text, shown.Select(i => table.Columns[i].IsNumber ? "--:" : ":--"));
        foreach (var row in table.Rows)
            AppendMarkdown(text, shown.Select(i => row[i].Full.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)));
        return text.ToString();
    }

    /// <param name="table">What is shown.</param>
    /// <param name="width">Columns of the terminal, into which texts are folded; null for as wide as needed.</param>
    /// <param name="color">Whether the header may be set off by colour.</param>
    public static string Terminal(Table table, int? width, bool color)
    {
        if (table.IsList) return string.Concat(table.Rows.Select(row => row[0].Full + "\n"));
        var shown = Shown(table);
        var grid = new Spectre.Console.Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var i in shown)
        {
            var column = table.Columns[i];
            var header = new TableColumn(new Spectre.Console.Text(column.Title, color ? new Style(decoration: Decoration.Bold) : Style.Plain))
            {
                NoWrap = column.IsNumber,
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
            };
            grid.AddColumn(header);
        }

        foreach (var row in table.Rows)
            grid.AddRow(shown.Select(i => new Spectre.Console.Text(row[i].Brief)));

        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width ?? 100_000;
        console.Write(grid);
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";
    }

    private static List<int> Shown(Table table) =>
        [.. Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].IsForPeople)];

    private static void AppendCsv(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(field => field.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field)).Append('\n');

    private static void AppendMarkdown(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
