using SwapScore.Randomness;
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

    [Fact]
    public void All_ArchitectureOfAnotherSpace_IsRefusedByName()
    {
        var (foreign, key) = (new ForeignArchitecture(), RandomKey.FromSeed(0));
        foreach (var space in SearchSpaces.All)
        {
            var (own, task) = (space.Sample(key), space.Tasks[0]);
            Action[] members =
            [
                () => space.Mutate(foreign, key), () => space.Cross(own, foreign, key), () => space.Forms(foreign), () => space.FullSizes(task)[0].Build(foreign),
                () => space.BuildScoringNetwork(foreign, task, task.Input), () => space.BuildThinNetwork(foreign, task.Input),
            ];
            Assert.All(members, member =>
                Assert.Contains($"a ForeignArchitecture is not an architecture of the space {space.Name}", Assert.Throws<ArgumentException>(member).Message, StringComparison.Ordinal));
        }
    }

    private sealed record ForeignArchitecture : IArchitecture
    {
        public string Text => "foreign";
    }
}
