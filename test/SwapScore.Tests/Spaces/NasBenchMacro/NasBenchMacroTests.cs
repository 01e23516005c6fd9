using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBenchMacro;
using SwapScore.Studies;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Tests.Spaces.NasBenchMacro;

public sealed class NasBenchMacroTests
{
    private static readonly NasBenchMacroSpace Space = new();
    private static readonly SpaceTask Cifar = SpaceTask.Cifar10;

    [Theory]
    [InlineData("00000000", 387_882, 7_713_280)]
    [InlineData("11111111", 1_588_874, 53_246_464)]
    [InlineData("22222222", 2_932_586, 105_660_928)]
    [InlineData("00000002", 1_219_370, 20_910_592)]
    [InlineData("20101200", 828_970, 37_892_608)]
    [InlineData("12111112", 2_049_866, 68_348_416)]
    public void Build_APublishedCode_HasItsSizes(string code, long parameters, long multiplyAdds)
    {
        var network = Build(code);
        Assert.Equal((parameters, multiplyAdds), (network.Parameters, network.Flops()));
    }

    [Fact]
    public void Build_EveryRowOfThePublishedTable_HasItsSizes()
    {
        var rows = SearchSpaces.ReadTable(Space, Cifar.Name, TestData.Find("tables/nasbench_macro_cifar10.json")).Rows;
        Assert.NotEmpty(rows);
        Parallel.ForEach(rows, row =>
        {
            var network = Build(row.Architecture);
            Assert.Equal((row.Architecture, row.Published["params"], row.Published["flops"]), (row.Architecture, network.Parameters, network.Flops()));
        });
    }

    [Fact]
    public void Canonical_AllNetworks_AreTheUniqueOnes()
    {
        Assert.Equal(6561, Space.All.Select(network => network.Text).Distinct().Count());
        Assert.Equal(NasBenchMacroSpace.UniqueNetworks, Space.All.Select(network => network.Canonical).Distinct().Count());
        Assert.All(Space.All, network => Assert.Equal(network, NasBenchMacroArchitecture.Parse(network.Text)));
    }

    [Theory]
    [InlineData("00101021", "00110021")]
    [InlineData("01000102", "01000120")]
    [InlineData("20210020", "20210020")]
    public void Canonical_IdentitiesWithinAStage_StandAtItsEnd(string code, string canonical) =>
        Assert.Equal(canonical, NasBenchMacroArchitecture.Parse(code).Canonical);

    [Theory]
    [InlineData("0120", "4 characters, expected 8")]
    [InlineData("01203000", "layer 5 is '3', expected 0 … 2")]
    [InlineData("0120-000", "layer 5 is '-', expected 0 … 2")]
    public void Parse_MalformedCode_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_NamesAndQuotes_AreRead()
    {
        Assert.Equal("22222222", Space.Parse("all_expansion6").Text);
        Assert.Equal("00120000", Space.Parse(" '00120000' ").Text);
    }

    [Fact]
    public void Build_Thin_HasEveryLayer()
    {
        var network = Space.BuildThinNetwork(Space.Parse("22222222"), new Shape(3, 8, 8));
        Assert.Equal(Build("22222222").Nodes.Length, network.Nodes.Length);
        Assert.True(network.Parameters < 10_000);
    }

    [Fact]
    public void Numbers_CountTheBlocks()
    {
        IArchitecture network = Space.Parse("01200212");
        Assert.Equal((5, 3), (network.Numbers["blocks"], network.Numbers["expansion6-blocks"]));
        Assert.Equal(2 + 5 + 1, network.Diagrams.Single().Nodes.Count);
    }

    [Fact]
    public void Study_OfATable_HasTheNumbersOfTheArchitectureAsColumns()
    {
        TruthRow[] rows = [new(1, "01200212", 90) { Published = ValueDictionary<double>.Create([KeyValuePair.Create("blocks", 9.0), KeyValuePair.Create("params", 7.0)]) }, new(2, "00000001", 50)];
        var published = StudyEntries.Parse(rows, [], Space).Usable.Select(entry => entry.Published).ToList();
        Assert.Equal([9, 7, 3], new[] { "blocks", "params", "expansion6-blocks" }.Select(name => published[0][name]));
        Assert.Equal([1, 0], new[] { "blocks", "expansion6-blocks" }.Select(name => published[1][name]));
    }

    [Fact]
    public void Read_Table_KeepsColumnsAndSaysWhatIsBroken()
    {
        var file = File("""{"01200212": {"test_acc": [90, 92, 91], "mean_acc": 91, "std": 0.5, "params": 7, "flops": NaN}, "00000000": {"mean_acc": NaN}}""");
        var table = new NasBenchMacroTruth().Read(file, Cifar.Name, null);
        var row = Assert.Single(table.Rows);
        Assert.Equal(("01200212", 91, 1), (row.Architecture, row.Value, row.Row));
        Assert.Equal([("params", 7), ("std", 0.5)], row.Published.OrderBy(column => column.Key).Select(column => (column.Key, column.Value)));
        Assert.Equal((2, "it has no finite mean_acc"), (Assert.Single(table.Broken).Row, table.Broken[0].Reason));
    }

    [Theory]
    [InlineData("""{"cifar10": {"(0, 1)": {"val_accuracy": 90}}}""")]
    [InlineData("{}")]
    [InlineData("""{"01200212": 3}""")]
    public void Read_OtherJson_IsRefused(string json) =>
        Assert.Throws<InputException>(() => new NasBenchMacroTruth().Read(File(json), Cifar.Name, null));

    private static Network Build(string code) => Space.BuildScoringNetwork(Space.Parse(code), Cifar, Cifar.Input);

    private static TruthFile File(string json) => new("table.json", System.Text.Encoding.UTF8.GetBytes(json));
}
