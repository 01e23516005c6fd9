using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Spaces;

/// <summary>The space that a search of DARTS cells uses: what is found is to be trained, and holds no empty connection.</summary>
public sealed class DartsWithoutNoneTests
{
    private const string WithNone =
        "Genotype(normal=[('none', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1)], normal_concat=[2, 3, 4, 5], "
        + "reduce=[('skip_connect', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1)], reduce_concat=[2, 3, 4, 5])";

    private static readonly ISearchSpace Space = SearchSpaces.Find("darts-without-none");

    [Fact]
    public void SampleMutateCross_NeverMakeNone()
    {
        var last = Space.Sample(RandomKey.FromSeed(0));
        for (var i = 1; i < 300; i++)
        {
            var key = RandomKey.FromSeed(i);
            foreach (var made in (IArchitecture[])[Space.Sample(key), Space.Mutate(last, key), Space.Cross(last, Space.Sample(key), key)])
            {
                Assert.DoesNotContain("none", made.Text.Replace("'", "", StringComparison.Ordinal).Split(['(', ',', '[', ' ']));
                last = made;
            }
        }
    }

    [Fact]
    public void Search_OfDarts_UsesIt()
    {
        var darts = SearchSpaces.Find("darts");
        Assert.Equal(("darts-without-none", "darts-both", "darts-shared"), (darts.SearchedAs, darts.SearchedWithNoneAs, darts.SearchedFaithfullyAs));
    }

    [Fact]
    public void Parse_NoneInACell_IsRefused()
    {
        Assert.NotNull(SearchSpaces.Find("darts-both").Parse(WithNone));
        Assert.Contains("has the operation none, which the space darts-without-none leaves out", Assert.Throws<UsageException>(() => Space.Parse(WithNone)).Message, StringComparison.Ordinal);
        Assert.NotNull(Space.Parse("PDARTS"));
    }
}
