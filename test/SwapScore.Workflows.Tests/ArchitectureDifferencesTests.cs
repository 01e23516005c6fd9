using SwapScore.Spaces;
using SwapScore.Workflows.Search;

namespace SwapScore.Workflows.Tests;

public sealed class ArchitectureDifferencesTests
{
    private const string Reference = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    [Theory]
    [InlineData(Reference, "")]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|", "1→2: avg pool 3×3")]
    [InlineData("|none~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|", "0→1; 1→2")]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|", "5 of 10 choices")]
    public void Describe_CellsOfFourNodes_NamesTheEdges(string other, string expected)
    {
        var space = SearchSpaces.Find("nasbench201");
        Assert.Equal(expected, ArchitectureDifferences.Describe(space.Parse(Reference), space.Parse(other)));
    }

    [Fact]
    public void Describe_Genotypes_NamesTheNodes()
    {
        var space = SearchSpaces.Find("darts");
        var published = space.Parse("DARTS_V2");
        var other = space.Parse(published.Text.Replace("('dil_conv_3x3', 2)", "('sep_conv_5x5', 3)", StringComparison.Ordinal));
        Assert.Equal("normal, node 5: skip_connect of the cell before the last + sep_conv_5x5 of node 3", ArchitectureDifferences.Describe(published, other));
    }
}
