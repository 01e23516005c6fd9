using SwapScore.Spaces;
using SwapScore.Tests.Studies;

namespace SwapScore.Tests.Spaces;

public sealed class SearchSpacesTests
{
    private static readonly ISearchSpace Toy = new ToySpace();

    [Fact]
    public void Find_KnownName_IsTheSpace() => Assert.Same(Toy, SearchSpaces.Find("darts", [Toy]));

    [Theory]
    [InlineData("dart", "did you mean 'darts'?")]
    [InlineData("resnet", "known: darts")]
    public void Find_UnknownName_HintsAtTheNearestOrAll(string name, string hint)
    {
        var fault = Assert.Throws<UsageException>(() => SearchSpaces.Find(name, [Toy]));
        Assert.Equal($"unknown search space '{name}'", fault.Message);
        Assert.Equal(hint, fault.Hint);
    }

    [Fact]
    public void All_Names_AreDifferent() =>
        Assert.Equal(SearchSpaces.All.Count, SearchSpaces.All.Select(space => space.Name).Distinct().Count());
}
