using System.Buffers.Binary;
using System.Text;
using Parquet;
using Parquet.Schema;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Tests.Tables;

public sealed class ParquetTableTests
{
    private static readonly ParquetColumn[] Columns =
    [
        ParquetColumn.OfTexts("architecture", ["a", null, "Genotype(normal=[('skip', 0)])", ""]),
        ParquetColumn.OfCounts("parameters", [1, long.MaxValue, null, -5]),
        ParquetColumn.OfNumbers("swap.mean", [0.1, double.NaN, double.NegativeInfinity, null]),
    ];

    [Fact]
    public void ToBytes_SameTable_IsTheSameBytes() => Assert.Equal(ParquetTable.ToBytes(Columns), ParquetTable.ToBytes(Columns));

    [Fact]
    public void ToBytes_File_HasTheMagicOfTheFormatAtBothEndsAndItsFooterLength()
    {
        var bytes = ParquetTable.ToBytes(Columns);
        Assert.Equal("PAR1"u8, bytes.AsSpan(0, 4));
        Assert.Equal("PAR1"u8, bytes.AsSpan(bytes.Length - 4));
        Assert.InRange(BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 8)), 50, bytes.Length - 12);
        Assert.Contains("swap.mean", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToBytes_ReadBack_HoldsEveryValueTypeAndGap()
    {
        using var stream = new MemoryStream(ParquetTable.ToBytes(Columns, new Dictionary<string, string> { ["swapscore"] = "0.1.0" }));
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("0.1.0", reader.CustomMetadata["swapscore"]);
        Assert.Equal(1, reader.RowGroupCount);
        var fields = reader.Schema.DataFields;
        Assert.Equal(["architecture", "parameters", "swap.mean"], fields.Select(field => field.Name));
        Assert.Equal([typeof(ReadOnlyMemory<char>), typeof(long), typeof(double)], fields.Select(field => field.ClrType));
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(4, group.RowCount);
        Assert.Equal(["a", null, "Genotype(normal=[('skip', 0)])", ""], await TextsAsync(group, fields[0]));
        Assert.Equal([1, long.MaxValue, null, -5], await ValuesAsync<long>(group, fields[1]));
        Assert.Equal([0.1, double.NaN, double.NegativeInfinity, null], await ValuesAsync<double>(group, fields[2]));
    }

    [Fact]
    public async Task ToBytes_NoRows_IsATableWithoutRows()
    {
        using var stream = new MemoryStream(ParquetTable.ToBytes([ParquetColumn.OfNumbers("a", [])]));
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("a", Assert.Single(reader.Schema.DataFields).Name);
        Assert.Equal(0, reader.Metadata!.NumRows);
    }

    [Fact]
    public void ToBytes_ColumnsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ParquetTable.ToBytes([]));
        Assert.Throws<ArgumentException>(() => ParquetTable.ToBytes([ParquetColumn.OfCounts("a", [1]), ParquetColumn.OfCounts("b", [])]));
        Assert.Throws<ArgumentException>(() => ParquetTable.ToBytes([ParquetColumn.OfCounts("a", [1]), ParquetColumn.OfCounts("a", [2])]));
    }

    private static async Task<string?[]> TextsAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory()!);
        return values;
    }

    private static async Task<T?[]> ValuesAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return values;
    }
}
