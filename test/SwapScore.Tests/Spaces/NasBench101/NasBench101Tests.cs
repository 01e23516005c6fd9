using CsCheck;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces.NasBench101;

namespace SwapScore.Tests.Spaces.NasBench101;

public sealed class NasBench101Tests
{
    private const string FirstKey =
        "(0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 4, 4, 4, 1)";

    private static readonly NasBench101Space Space = new();

    [Fact]
    public void Build_FirstPublishedKey_HasItsCounts()
    {
        var network = Space.BuildScoringNetwork(Space.Parse(FirstKey), Space.Tasks[0], Space.Tasks[0].Input);
        Assert.Equal((4_095_778, 624_558_080), (network.Parameters, network.Flops(FlopConvention.Table)));
    }

    [Fact]
    public void Build_EveryRowOfThePublishedTable_HasItsCounts() => PublishedTable.AssertCounts(Space, "zc_nasbench101.json", "cifar10");

    [Fact]
    public void Channels_OutputThatDoesNotDivide_GivesTheRestToTheFirst()
    {
        var cell = NasBench101Architecture.Parse("0>1 0>2 0>3 1>4 2>4 3>4: maxpool3x3 maxpool3x3 maxpool3x3");
        Assert.Equal([128, 43, 43, 42, 128], NasBench101Networks.Channels(cell, 128, 128));
    }

    [Fact]
    public void Create_UnconnectedVertices_AreRemoved()
    {
        var cell = NasBench101Architecture.Parse("0>1 0>3 1>2 3>4: conv3x3-bn-relu maxpool3x3 conv1x1-bn-relu");
        Assert.Equal("0>1 1>2: conv1x1-bn-relu", cell.Text);
    }

    [Fact]
    public void Canonical_RenamedVertices_AreEqual()
    {
        var one = NasBench101Architecture.Parse("0>1 0>2 1>3 2>3: conv3x3-bn-relu maxpool3x3");
        var other = NasBench101Architecture.Parse("0>1 0>2 1>3 2>3: maxpool3x3 conv3x3-bn-relu");
        var third = NasBench101Architecture.Parse("0>1 1>2 2>3: maxpool3x3 conv3x3-bn-relu");
        Assert.NotEqual(one, other);
        Assert.Equal(one.Canonical, other.Canonical);
        Assert.NotEqual(one.Canonical, third.Canonical);
    }

    [Fact]
    public void Text_AndKey_RoundTrip() =>
        Gen.Int[0, 1 << 30].ForAll(
            seed =>
            {
                var cell = (NasBench101Architecture)Space.Sample(RandomKey.FromSeed(seed));
                Assert.Equal(cell, NasBench101Architecture.Parse(cell.Text));
                Assert.Equal(cell, NasBench101Architecture.Parse(cell.Key));
                Assert.Equal(cell, Space.Sample(RandomKey.FromSeed(seed)));
                Assert.InRange(cell.EdgeCount, 1, NasBench101Architecture.MaximumEdges);
            },
            cases: 300);

    [Theory]
    [InlineData("(0, 1)", "2 numbers, expected n² + n")]
    [InlineData("(0, 0, 0, 0, 0, 1)", "no path leads from the input")]
    [InlineData("(0, 1, 1, 0, 0, 1)", "edge 1>0 of a NAS-Bench-101 cell leads backwards")]
    [InlineData("(0, 2, 0, 0, 0, 1)", "number 2 of its matrix is 2")]
    [InlineData("(0, 1, 0, 0, 1, 1)", "vertex 0 of a NAS-Bench-101 cell is Output")]
    [InlineData("(0, 1, 0, 0, 0, 7)", "number 6 is '7', expected 0 … 4")]
    [InlineData("0>1", "expected edges, a colon and operations")]
    [InlineData("0>1 1>2: conv5x5", "unknown NAS-Bench-101 operation 'conv5x5'")]
    [InlineData("0>1 1>5: maxpool3x3", "'1>5' is no edge of a NAS-Bench-101 cell of 3 vertices")]
    [InlineData("1>0: ", "leads backwards")]
    [InlineData("0>7: maxpool3x3 maxpool3x3 maxpool3x3 maxpool3x3 maxpool3x3 maxpool3x3", "at most 5 operations, not 6")]
    [InlineData("0>1 0>2 0>3 0>4 1>5 2>5 3>5 4>5 1>2 2>3: maxpool3x3 maxpool3x3 maxpool3x3 maxpool3x3", "at most 9 edges, not 10")]
    public void Parse_Malformed_SaysWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_FailsOnlyClearly() =>
        Gen.String[Gen.Char["0123456789>:(), maxpoolcnv-breu"], 0, 60].ForAll(text =>
        {
            var fault = Record.Exception(() => Space.Parse(text));
            Assert.True(fault is null or UsageException, $"{text}: {fault}");
        });
}
