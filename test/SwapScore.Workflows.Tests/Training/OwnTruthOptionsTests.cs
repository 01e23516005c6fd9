using SwapScore.Spaces;
using SwapScore.Workflows.Training;

namespace SwapScore.Workflows.Tests.Training;

public class OwnTruthOptionsTests
{
    private static readonly ISearchSpace Space = SearchSpaces.Find("nasbench201");

    [Fact]
    public void Draw_More_BeginsWithTheSameAndHasNoneTwice()
    {
        var (few, many) = (OwnTruthOptions.Draw(Space, 50, seed: 3), OwnTruthOptions.Draw(Space, 400, seed: 3));
        Assert.Equal(few, many.Take(50));
        Assert.Equal(400, many.Select(one => one.Canonical).Distinct().Count());
        Assert.NotEqual(few, OwnTruthOptions.Draw(Space, 50, seed: 4));
    }

    [Fact]
    public void Draw_MoreThanThereAre_IsRefused() =>
        Assert.Contains("has 6466 different architectures, not 7000", Assert.Throws<UsageException>(() => OwnTruthOptions.Draw(Space, 7000, seed: 0)).Message);
}
