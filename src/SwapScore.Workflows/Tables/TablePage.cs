using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html;

namespace SwapScore.Workflows.Tables;

/// <summary>A <see cref="Table"/> as one of an HTML report: the columns people get.</summary>
internal static class TablePage
{
    public static ReportTable Create(string caption, Table table)
    {
        var shown = table.Shown;
        return new ReportTable(
            caption,
            [.. shown.Select(i => new ReportColumn(table.Columns[i].Title, table.Columns[i].IsNumber))],
            [.. table.Rows.Select(row => (ValueList<ReportCell>)[.. shown.Select(i => Cell(row[i], table.Columns[i].IsNumber))])]);
    }

    /// <summary>A report that is a table, and the tables that go with it.</summary>
    /// <param name="title">Title of the page.</param>
    /// <param name="origin">What made it.</param>
    /// <param name="sentences">What the reader should know first.</param>
    /// <param name="main">The table of the summary.</param>
    /// <param name="further">Further tables, each a section.</param>
    /// <param name="figures">What the summary shows above its table. Default: nothing.</param>
    public static HtmlReport Report(
        string title, ChartFooter origin, IEnumerable<string> sentences, Detail main, IEnumerable<Detail> further, IReadOnlyList<ReportFigure>? figures = null) => new(
        title,
        origin,
        new ReportSection("Summary") { Paragraphs = [.. sentences], Figures = [.. figures ?? []], Tables = [Create(main.Title, main.Table)] },
        [.. further.Select(SectionOf)]);

    /// <summary>A further table as a section of its own.</summary>
    public static ReportSection SectionOf(Detail detail) => new(detail.Title) { Tables = [Create(detail.Title, detail.Table)] };

    /// <summary>The section of everything a result depends on.</summary>
    public static ReportSection Settings(string caption, JsonObject configuration) => new("Settings")
    {
        Tables =
        [
            ReportTable.OfFacts(caption, SettingNames.Describe(configuration)),
        ],
    };

    private static ReportCell Cell(Cell cell, bool isNumber) => new(
        cell.Brief,
        isNumber && cell.Fields is [var first, ..] && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null)
    {
        Whole = cell.Full == cell.Brief ? null : cell.Full,
    };
}
