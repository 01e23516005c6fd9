using Parquet;
using Parquet.Schema;
using SwapScore.Storage;

namespace SwapScore.Workflows.Tables;

/// <summary>Writes tables as Parquet files, which pandas, polars, DuckDB and Spark read with their types. The same table is the same bytes.</summary>
internal static class ParquetTable
{
    /// <summary>The whole file: one row group, compressed with Snappy.</summary>
    /// <param name="columns">The columns, all with as many rows; names are unique.</param>
    /// <param name="metadata">Names and texts kept with the table, for example the version that made it. Default: none.</param>
    /// <exception cref="ArgumentException">There is no column, their lengths differ, or a name occurs twice.</exception>
    public static byte[] ToBytes(IReadOnlyList<ParquetColumn> columns, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) throw new ArgumentException("a Parquet file needs a column", nameof(columns));
        if (columns.FirstOrDefault(column => column.Count != columns[0].Count) is { } uneven)
            throw new ArgumentException($"column {uneven.Name} has {uneven.Count} rows, {columns[0].Name} has {columns[0].Count}", nameof(columns));
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"two columns are called {twice.Key}", nameof(columns));

        // The stream is in memory: nothing is waited for.
        return WriteAsync(columns, metadata).GetAwaiter().GetResult();
    }

    /// <summary>Writes the file whole.</summary>
    /// <param name="path">Path of the file to write.</param>
    /// <param name="columns">The columns, as above.</param>
    /// <param name="metadata">Names and values kept in the file.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public static void Save(string path, IReadOnlyList<ParquetColumn> columns, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, ToBytes(columns, metadata));

    private static async Task<byte[]> WriteAsync(IReadOnlyList<ParquetColumn> columns, IReadOnlyDictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        var schema = new ParquetSchema(columns.Select(column => (Field)column.Field));
        var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            if (metadata is not null) writer.CustomMetadata = metadata;
            using var group = writer.CreateRowGroup();
            foreach (var (column, field) in columns.Zip(schema.DataFields))
                await column.WriteAsync(group, field).ConfigureAwait(false);
        }

        return stream.ToArray();
    }
}
