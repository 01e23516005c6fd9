using CsCheck;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench301;

namespace SwapScore.Tests.Spaces.NasBench301;

public sealed class NasBench301Tests
{
    private const string FirstKey =
        "[[(0, 0), (1, 5), (1, 1), (0, 1), (1, 3), (0, 3), (1, 3), (3, 2)], [(1, 0), (0, 2), (1, 3), (0, 3), (3, 0), (0, 1), (2, 0), (3, 6)]]";

    private static readonly NasBench301Space Space = new();

    [Fact]
    public void Build_EveryRowOfThePublishedTable_HasItsCounts() => PublishedTable.AssertCounts(Space, "zc_nasbench301.json", "cifar10");

    [Fact]
    public void Parse_Key_IsAGenotypeAndBack()
    {
        var genotype = (DartsGenotype)Space.Parse(FirstKey);
        Assert.Equal(new DartsEdge(DartsOperation.MaxPool3x3, 0), genotype.Normal.Edges[0]);
        Assert.Equal(new DartsEdge(DartsOperation.DilConv5x5, 3), genotype.Reduce.Edges[7]);
        Assert.Equal(FirstKey, NasBench301Space.KeyOf(genotype));
    }

    [Fact]
    public void Sample_Genotypes_RoundTripInEveryForm() =>
        Gen.Int[0, 1 << 30].ForAll(
            seed =>
            {
                var genotype = (DartsGenotype)Space.Sample(RandomKey.FromSeed(seed));
                Assert.Equal(genotype, Space.Parse(genotype.Text));
                Assert.Equal(genotype, Space.Parse(genotype.Json));
                Assert.Equal(genotype, Space.Parse(NasBench301Space.KeyOf(genotype)));
                foreach (var pair in genotype.Normal.Edges.Concat(genotype.Reduce.Edges).Chunk(2))
                    Assert.True(pair[0].Input < pair[1].Input);
            },
            cases: 200);

    [Theory]
    [InlineData("[[(0, 0)], [(1, 0)]]", "expected two lists of 8 pairs")]
    [InlineData("[[(2, 0), (1, 5), (1, 1), (0, 1), (1, 3), (0, 3), (1, 3), (3, 2)], [(1, 0), (0, 2), (1, 3), (0, 3), (3, 0), (0, 1), (2, 0), (3, 6)]]", "pair (2, 0) at character 3: node 2 reads 0 … 1")]
    [InlineData("[[(0, 7), (1, 5), (1, 1), (0, 1), (1, 3), (0, 3), (1, 3), (3, 2)], [(1, 0), (0, 2), (1, 3), (0, 3), (3, 0), (0, 1), (2, 0), (3, 6)]]", "operations are 0 … 6")]
    public void Parse_MalformedKey_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_GenotypeWithNone_IsRefused() =>
        Assert.Contains("no operation none", Assert.Throws<UsageException>(() =>
            Space.Parse(((DartsGenotype)Space.Parse("DARTS_V2")).Text.Replace("sep_conv_3x3", "none", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
}
