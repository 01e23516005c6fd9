using SwapScore.Spaces;

namespace SwapScore.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Swap", "swap", 0)]
    [InlineData("ab", "ba", 1)]
    [InlineData("swpa", "swap", 1)]
    [InlineData("abcd", "badc", 2)]
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

    [Theory]
    [InlineData("cifar11", "did you mean 'cifar10'?")]
    [InlineData("imagenet", "known: cifar10, jigsaw")]
    public void Hint_UnknownName_IsTheNearestOrAll(string name, string expected) => Assert.Equal(expected, Spelling.Hint(name, ["cifar10", "jigsaw"]));

    [Fact]
    public void FindTask_MistypedName_GetsASuggestion()
    {
        var fault = Assert.Throws<UsageException>(() => SearchSpaces.FindTask(SearchSpaces.Find("nasbench201"), "cifr100"));
        Assert.Equal("did you mean 'cifar100'?", fault.Hint);
    }
}
