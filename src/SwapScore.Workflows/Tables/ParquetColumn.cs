using Parquet;
using Parquet.Schema;

namespace SwapScore.Workflows.Tables;

/// <summary>A column of a Parquet file: texts, whole numbers or numbers, each of which may be missing.</summary>
internal abstract record ParquetColumn
{
    private protected ParquetColumn(string name, int count) => (Name, Count) = (name, count);

    /// <summary>Name of the column in the file.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    internal abstract DataField Field { get; }

    internal abstract Task WriteAsync(ParquetRowGroupWriter group, DataField field);

    /// <summary>Texts: <c>BYTE_ARRAY</c>, <c>UTF8</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">One value per row; null where there is none.</param>
    public static ParquetColumn OfTexts(string name, IReadOnlyList<string?> values) => new Texts(name, [.. values]);

    /// <summary>Whole numbers: <c>INT64</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">One value per row; null where there is none.</param>
    public static ParquetColumn OfCounts(string name, IReadOnlyList<long?> values) => new Values<long>(name, [.. values]);

    /// <summary>Numbers: <c>DOUBLE</c>. NaN is a number, not a missing one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">One value per row; null where there is none.</param>
    public static ParquetColumn OfNumbers(string name, IReadOnlyList<double?> values) => new Values<double>(name, [.. values]);

    private sealed record Texts(string Name, string?[] All) : ParquetColumn(Name, All.Length)
    {
        internal override DataField Field => new DataField<string>(Name, true);

        internal override Task WriteAsync(ParquetRowGroupWriter group, DataField field) => group.WriteAsync(field, All);
    }

    private sealed record Values<T>(string Name, T?[] All) : ParquetColumn(Name, All.Length)
        where T : struct
    {
        internal override DataField Field => new DataField<T>(Name, true);

        internal override Task WriteAsync(ParquetRowGroupWriter group, DataField field) => group.WriteAsync<T>(field, All.AsMemory());
    }
}
