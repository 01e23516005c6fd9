using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A <see cref="Table"/> as a Parquet file: the fields CSV has, with types.</summary>
internal static class TableParquet
{
    /// <summary>Bytes of the file.</summary>
    /// <param name="table">The table.</param>
    public static byte[] Write(Table table) => ParquetTable.ToBytes([.. Columns(table)]);

    private static IEnumerable<ParquetColumn> Columns(Table table)
    {
        foreach (var (index, column) in table.Columns.Index())
        {
            var isCount = table.Rows.All(row => row[index] is CountCell or RankCell or EmptyCell);
            foreach (var (field, name) in column.Fields.Index())
            {
                var texts = table.Rows.Select(row => row[index].Fields[field]).ToList();
                yield return !column.IsNumber ? ParquetColumn.OfTexts(name, texts)
                    : isCount ? ParquetColumn.OfCounts(name, [.. texts.Select(Count)])
                    : ParquetColumn.OfNumbers(name, [.. texts.Select(Number)]);
            }
        }
    }

    private static long? Count(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
