using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Reports.Html;
using SwapScore.Storage;
using SwapScore.Values;

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

    /// <summary>A further table as a section of its own.</summary>
    public static ReportSection SectionOf(Detail detail) => new(detail.Title) { Tables = [Create(detail.Title, detail.Table)] };

    /// <summary>The section of everything a result depends on.</summary>
    public static ReportSection Settings(string caption, JsonObject configuration) => new("Settings")
    {
        Tables =
        [
            ReportTable.OfFacts(caption, JsonText.Fields(configuration)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString().ReplaceLineEndings(" ")))),
        ],
    };

    private static ReportCell Cell(Cell cell, bool isNumber) => new(
        cell.Full,
        isNumber && cell.Fields is [var first, ..] && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null);
}
