using SwapScore.Spaces;
using SwapScore.Truth;

namespace SwapScore.Tests.Spaces;

/// <summary>Tables of trained networks as pandas, spreadsheets and Windows write them.</summary>
public sealed class SpaceTablesTests : IDisposable
{
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|skip_connect~1|avg_pool_3x3~2|";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string Table => Path.Combine(_folder, "table.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("header.csv")]
    [InlineData("index.csv")]
    public void Read_TableOfPandas_IsThePlainOne(string name)
    {
        var plain = Read("darts", "plain.csv").Rows;
        var other = Read("darts", name).Rows;
        Assert.NotEmpty(plain);
        Assert.Equal(plain.Select(row => (row.Architecture, row.Value)), other.Select(row => (row.Architecture, row.Value)));
    }

    [Theory]
    [InlineData("architecture;accuracy\n{0};93,5\n{0};94\n")]
    [InlineData("arch\tval_acc\r\n{0}\t93.5%\r\n{0}\t94 %\r\n")]
    [InlineData("Unnamed: 0,test_accuracy,genotype\n0,93.5,{0}\n1,94,{0}\n")]
    [InlineData("0,{0},93.5\n1,{0},94\n")]
    [InlineData("\uFEFF{0},93.5\n{0},94\n")]
    public void Read_AnySeparatorHeaderAndSign_GivesTheNumbers(string table)
    {
        File.WriteAllText(Table, string.Format(null, table, Cell));
        Assert.Equal([(Cell, 93.5), (Cell, 94)], SpaceTables.Read(SearchSpaces.Find("nasbench101"), "cifar10", Table, others: []).Rows.Select(row => (row.Architecture, row.Value)));
    }

    [Fact]
    public void Read_Utf16OfWindows_IsRead()
    {
        File.WriteAllText(Table, $"genotype,accuracy\n{Cell},93.5\n", System.Text.Encoding.Unicode);
        Assert.Equal(93.5, Assert.Single(SpaceTables.Read(SearchSpaces.Find("transnas-micro"), "jigsaw", Table, others: []).Rows).Value);
    }

    [Fact]
    public void Read_ByteOrderMark_ChangesNothing() =>
        Assert.Equal(
            Read("nasbench201", "table.json").Rows.Select(row => (row.Architecture, row.Value)),
            Read("nasbench201", "table_bom.json").Rows.Select(row => (row.Architecture, row.Value)));

    [Theory]
    [InlineData("duplicate-name.json", "is not JSON that can be read: an object in it has two entries of one name")]
    [InlineData("not-utf8.json", "is not UTF-8 text")]
    public void Read_DamagedTable_IsAnInputError(string name, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Read("nasbench201", name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("nasbench101", "table.json", "nasbench201")]
    [InlineData("flexibert", "table.json", "nasbench201")]
    [InlineData("nasbench201", "plain.csv", "darts")]
    [InlineData("transnas-micro", "header.csv", "darts")]
    public void Read_TableOfAnotherSpace_SaysWhichItIs(string space, string name, string owner)
    {
        var fault = Assert.Throws<InputException>(() => Read(space, name));
        Assert.EndsWith($"{name} is a table of the space {owner}, not of {space}", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith($"study {owner}, or give ", fault.Hint, StringComparison.Ordinal);
    }

    /// <summary>The published table has a column per task; one's own has one accuracy.</summary>
    [Theory]
    [InlineData("arch,accuracy\n{0},93.5\n")]
    [InlineData("{0},93.5\n")]
    [InlineData("ArchitectureString,CIFAR10TestAccuracy200Epochs,accuracy\n{0},93.5,1\n")]
    public void Read_TableOfOnesOwnForNasBench201_IsRead(string table)
    {
        var cell = SearchSpaces.Find("nasbench201").Named[0].Architecture.Text;
        File.WriteAllText(Table, string.Format(null, table, cell));
        Assert.Equal((cell, 93.5), SpaceTables.Read(SearchSpaces.Find("nasbench201"), "cifar10", Table, others: []).Rows.Select(row => (row.Architecture, row.Value)).Single());
    }

    [Fact]
    public void Read_TableOfAnotherTask_IsRefused()
    {
        File.WriteAllText(Table, "ArchitectureString,CIFAR100TestAccuracy200Epochs\nx,93.5\n");
        var fault = Assert.Throws<InputException>(() => SpaceTables.Read(SearchSpaces.Find("nasbench201"), "cifar10", Table, others: []));
        Assert.Contains("the header has no columns of architecture and CIFAR10TestAccuracy200Epochs", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("darts-both", "plain.csv")]
    [InlineData("darts-shared", "index.csv")]
    [InlineData("nasbench301", "plain.csv")]
    public void Read_Variant_TakesTheTablesOfItsSpace(string space, string name) => Assert.NotEmpty(Read(space, name).Rows);

    [Theory]
    [InlineData("flexibert-original")]
    [InlineData("flexibert-faithful")]
    public void Read_VariantOfFlexiBert_TakesTheBenchmark(string space) =>
        Assert.Equal(500, SpaceTables.Read(SearchSpaces.Find(space), "glue", TestData.Find("tables/BERT_benchmark.json")).Rows.Count);

    private static TruthTable Read(string space, string name)
    {
        var found = SearchSpaces.Find(space);
        return SpaceTables.Read(found, found.Tasks[0].Name, Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "Cases", name));
    }
}
