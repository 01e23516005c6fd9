using CsCheck;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;
using SwapScore.Truth;

namespace SwapScore.Tests.Spaces.NasBench201;

public sealed class NasBench201Tests
{
    private static readonly NasBench201Space Space = new();

    [Theory]
    [InlineData("cifar10", 615_386, 88_307_392)]
    [InlineData("cifar100", 621_236, 88_313_152)]
    [InlineData("ImageNet16-120", 622_536, 22_084_672)]
    public void Build_FirstPublishedKey_HasItsCounts(string task, long parameters, long flops)
    {
        var spaceTask = SearchSpaces.FindTask(Space, task);
        var network = Space.BuildScoringNetwork(Space.Parse("(0, 2, 3, 2, 3, 1)"), spaceTask, spaceTask.Input);
        Assert.Equal((parameters, flops), (network.Parameters, network.Flops(FlopConvention.Table)));
    }

    [Theory]
    [InlineData("cifar10")]
    [InlineData("cifar100")]
    [InlineData("ImageNet16-120")]
    public void Build_EveryRowOfThePublishedTable_HasItsCounts(string task) => PublishedTable.AssertCounts(Space, "zc_nasbench201.json", task);

    [Fact]
    public void Text_AllCellsOfTheBenchmark_RoundTripAndGroupAsPublished()
    {
        var records = TruthFile.Read(TestData.Find("tables/nats_bench.csv"), "the table").Records().Skip(1).ToList();
        Assert.Equal(15_625, records.Count);
        foreach (var fields in records.Select(record => record.Fields))
        {
            var cell = NasBench201Architecture.Parse(fields[3]);
            Assert.Equal(fields[3], cell.Text);
            Assert.Equal(fields[4], cell.Canonical);
        }
    }

    [Fact]
    public void Canonical_AllCells_AreTheUniqueOnes()
    {
        Assert.Equal(15_625, Space.All.Select(cell => cell.Text).Distinct().Count());
        Assert.Equal(NasBench201Space.UniqueCells, Space.All.Select(cell => cell.Canonical).Distinct().Count());
        Assert.All(Space.All, cell =>
        {
            Assert.Equal(cell, NasBench201Architecture.Parse(cell.Text));
            Assert.Equal(cell, NasBench201Architecture.Parse(cell.Key));
        });
    }

    [Fact]
    public void Key_AndText_NumberEdgesDifferently()
    {
        var cell = NasBench201Architecture.Parse("(0, 2, 3, 2, 3, 1)");
        Assert.Equal("|skip_connect~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_1x1~0|nor_conv_1x1~1|none~2|", cell.Text);
        Assert.Equal("(0, 2, 3, 2, 3, 1)", cell.Key);
    }

    [Fact(Explicit = true)]
    public void Build_EveryCell_IsBuiltEvenWhenCutOff()
    {
        var cutOff = 0;
        Parallel.ForEach(Space.All, cell =>
        {
            var network = NasBench201Networks.Build(cell, 10, new Shape(3, 32, 32));
            Assert.Equal(Shape.Vector(10), network.Outputs[0].Shape);
            if (network.IsCutOff) Interlocked.Increment(ref cutOff);
        });

        Assert.Equal(Space.All.Count(IsCutOff), cutOff);
        Assert.True(Build("(1, 1, 1, 0, 0, 0)").IsCutOff);
        Assert.False(Build("(1, 1, 0, 1, 1, 1)").IsCutOff);

        static Network Build(string key) => NasBench201Networks.Build(NasBench201Architecture.Parse(key), 10, new Shape(3, 32, 32));
    }

    [Theory]
    [InlineData("|nor_conv_3x3~0|", "character 16: expected '|+'")]
    [InlineData("|nor_conv_7x7~0|+", "character 2: unknown operation 'nor_conv_7x7'")]
    [InlineData("nor_conv_3x3~0|", "character 1: expected '|'")]
    [InlineData("|nor_conv_3x3~1|+", "character 14: expected '~0'")]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|x", "unexpected text after the cell")]
    [InlineData("", "expected '|'")]
    [InlineData("(0, 1, 2)", "3 numbers, expected 6")]
    [InlineData("(0, 1, 2, 3, 4, 5)", "number 6 is '5', expected 0 … 4")]
    [InlineData("(0, 1, 2, 3, 4, x)", "number 6 is 'x'")]
    [InlineData("(0, 1, 2, 3, 4", "expected numbers in parentheses")]
    public void Parse_Malformed_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_FailsOnlyClearly() =>
        Gen.String[Gen.Char["|~+()0123456789,abcdefghijklmnopqrstuvwxyz_ "], 0, 60].ForAll(text =>
        {
            var fault = Record.Exception(() => Space.Parse(text));
            Assert.True(fault is null or UsageException, $"{text}: {fault}");
        });

    [Fact]
    public void Sample_Cells_AreDeterministicAndConnected()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var cell = (NasBench201Architecture)Space.Sample(RandomKey.FromSeed(seed));
            Assert.Equal(cell, Space.Sample(RandomKey.FromSeed(seed)));
            Assert.Contains(Enumerable.Range(1, 3), target => cell.Operation(0, target) != NasBench201Operation.None);
            Assert.Contains(Enumerable.Range(0, 3), source => cell.Operation(source, 3) != NasBench201Operation.None);
        }
    }

    /// <summary>Whether none of the four paths 0→3, 0→1→3, 0→2→3, 0→1→2→3 is free of <c>none</c>.</summary>
    private static bool IsCutOff(NasBench201Architecture cell)
    {
        bool Open(int source, int target) => cell.Operation(source, target) != NasBench201Operation.None;
        return !(Open(0, 3) || (Open(0, 1) && Open(1, 3)) || (Open(0, 2) && Open(2, 3)) || (Open(0, 1) && Open(1, 2) && Open(2, 3)));
    }
}
