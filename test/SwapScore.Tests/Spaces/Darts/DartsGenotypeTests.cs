using CsCheck;
using SwapScore.Spaces.Darts;
using SwapScore.Truth;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsGenotypeTests
{
    [Fact]
    public void Text_EveryRowOfThePublishedTable_RoundTripsByteForByte()
    {
        var rows = AccuracyTruth.Read(TestData.Find("tables/DARTS_archs_CIFAR10.csv")).Rows;
        Assert.Equal(1000, rows.Count);
        foreach (var text in rows.Select(row => row.Architecture))
        {
            var genotype = DartsGenotype.Parse(text);
            Assert.Equal(text, genotype.Text);
            Assert.Equal(genotype.Normal, genotype.Reduce);
        }
    }

    [Fact]
    public void Parse_WrittenText_GivesAnEqualGenotype() => DartsGenerators.Genotype.ForAll(genotype =>
        DartsGenotype.Parse(genotype.Text) == genotype && DartsGenotype.Parse(genotype.Json) == genotype);

    [Fact]
    public void Parse_MutatedText_ThrowsOnlyUsageException()
    {
        var mutation = Gen.Select(Gen.Int[0, 600], Gen.Int[0, 3], Gen.OneOf(Gen.Char["()[]{},='\"0123456789:rG \\-e.\n\ud800"], Gen.Char));
        Gen.Select(DartsGenerators.Genotype, Gen.Bool, mutation.Array[1, 4]).ForAll((genotype, isJson, mutations) =>
        {
            var text = isJson ? genotype.Json : genotype.Text;
            foreach (var (place, kind, character) in mutations)
            {
                var position = place % (text.Length + 1);
                text = kind switch
                {
                    0 => text.Insert(position, character.ToString()),
                    1 => text.Remove(position, Math.Min(1, text.Length - position)),
                    2 => text[..position],
                    _ => text[..position] + character + text[Math.Min(text.Length, position + 1)..],
                };
            }

            try
            {
                var parsed = DartsGenotype.Parse(text);
                Assert.Equal(parsed, DartsGenotype.Parse(parsed.Text));
            }
            catch (UsageException fault)
            {
                Assert.DoesNotContain('\n', fault.Message);
            }
        });
    }

    [Theory]
    [InlineData("DARTS_V2 = Genotype(normal=N, normal_concat=range(2, 6), reduce=N, reduce_concat=range(2, 6))")]
    [InlineData(" Genotype ( reduce_concat = ( 2,3,4,5 ) ,\n\tnormal=N, normal_concat=[2,3,4,5,], reduce = N , )\r\n")]
    [InlineData("{ \"reduce_concat\": [2, 3, 4, 5],\n \"normal\": J, \"normal_concat\": [2,3,4,5], \"reduce\": J }\n")]
    public void Parse_HandWrittenVariant_IsRead(string form)
    {
        const string python = "[('none', 0), (\"sep_conv_3x3\", 1), ['skip_connect', 2], ('none',0,), ('none', 1), ('none', 3), ('none', 4), ('none', 0)]";
        const string json = """[["none", 0], ["sep_conv_3x3", 1], ["skip_connect", 2], ["none",0], ["none", 1], ["none", 3], ["none", 4], ["none", 0]]""";
        var genotype = DartsGenotype.Parse(form.Replace("N,", python + ",").Replace("N ,", python + ",").Replace("J", json));
        Assert.Equal(genotype.Normal, genotype.Reduce);
        Assert.Equal([2, 3, 4, 5], genotype.Normal.Concat);
        Assert.Equal((new DartsEdge(DartsOperation.SkipConnect, 2), new DartsEdge(DartsOperation.None, 0)), genotype.Normal.EdgesOf(3));
    }

    [Fact]
    public void Equality_OrderOfConcatenation_Matters()
    {
        var edges = Enumerable.Repeat(new DartsEdge(DartsOperation.None, 0), 8).ToList();
        Assert.Equal(new DartsCell(edges), new DartsCell(edges, [2, 3, 4, 5]));
        Assert.Equal(new DartsCell(edges).GetHashCode(), new DartsCell(edges, [2, 3, 4, 5]).GetHashCode());
        Assert.NotEqual(new DartsCell(edges), new DartsCell(edges, [5, 4, 3, 2]));
        Assert.NotEqual(new DartsCell(edges), new DartsCell(edges, [2, 3]));
    }

    [Fact]
    public void Cell_SeveralBrokenRules_AreReportedTogether()
    {
        var edges = Enumerable.Repeat(new DartsEdge(DartsOperation.None, 0), 8).ToArray();
        edges[2] = new DartsEdge((DartsOperation)9, 3);
        var fault = Assert.Throws<UsageException>(() => new DartsCell(edges, [2, 2, 6]));
        Assert.Equal(
            "not a DARTS cell: edge 2 has the unknown operation 9; edge 2 reads 3, but node 3 may read 0 … 2; " +
            "the concatenated nodes must be distinct numbers of 2 … 5, not 2, 2, 6",
            fault.Message);
        Assert.Contains("7 edges instead of 8", Assert.Throws<UsageException>(() => new DartsCell(edges.Take(7))).Message);
    }
}
