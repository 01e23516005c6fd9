using System.Globalization;
using SwapScore.Reports.Html;

namespace SwapScore.Cli.Output;

/// <summary>A <see cref="Table"/> as one of an HTML report: the columns people get.</summary>
internal static class TablePage
{
    public static ReportTable Of(string caption, Table table)
    {
        var shown = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].IsForPeople).ToList();
        return new ReportTable(
            caption,
            [.. shown.Select(i => new ReportColumn(table.Columns[i].Title, table.Columns[i].IsNumber))],
            [.. table.Rows.Select(row => (IReadOnlyList<ReportCell>)[.. shown.Select(i => Cell(row[i], table.Columns[i].IsNumber))])]);
    }

    private static ReportCell Cell(Cell cell, bool isNumber) => new(
        cell.Full,
        isNumber && cell.Fields is [var first, ..] && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null);
}
