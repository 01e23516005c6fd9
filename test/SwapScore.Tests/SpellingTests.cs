namespace SwapScore.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Swap", "swap", 0)]
    [InlineData("ab", "ba", 2)]
    public void Distance_KnownPairs_Agree(string first, string second, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(first, second));
        Assert.Equal(distance, Spelling.Distance(second, first));
    }

    [Theory]
    [InlineData("drats", "darts")]
    [InlineData("nasbench202", "nasbench201")]
    [InlineData("x", null)]
    [InlineData("completely-different", null)]
    public void Nearest_MistypedName_IsFoundOnlyWhenNear(string name, string? expected) =>
        Assert.Equal(expected, Spelling.Nearest(name, ["darts", "nasbench101", "nasbench201"]));
}
