using SwapScore.Metrics;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Tests.Scoring;

public sealed class PlacesTests
{
    [Fact]
    public void Ranks_EqualValues_ShareOne() =>
        Assert.Equal([1, 2, 2, 4, null, null], Places.Ranks([9, 7, 7, 3, double.NaN, double.NaN]));

    /// <summary>Far less than either's error apart, but in every repeat the same: a difference all the same.</summary>
    [Fact]
    public void Of_DifferenceInEveryRepeat_IsNoTie() =>
        Assert.Equal([new Place(1, false), new Place(2, false)], Places.Create([new MetricScore([11, 21, 31]), new MetricScore([10, 20, 30])]));

    /// <summary>Differences 1, 3, -1: mean 1, standard error 2/√3 = 1.15. Differences 1, 3, 1: mean 5/3, standard error 2/3.</summary>
    [Theory]
    [InlineData(31, true)]
    [InlineData(29, false)]
    public void Of_DifferenceWithinItsError_IsATie(double last, bool isTied) =>
        Assert.Equal(isTied, Places.Create([new MetricScore([11, 23, 30]), new MetricScore([10, 20, last])])[1].IsTied);

    [Fact]
    public void Of_DifferentNumbersOfRepeats_ComparesThoseBothHave() =>
        Assert.False(Places.Create([new MetricScore([11, 21]), new MetricScore([10, 20, 3])])[1].IsTied);

    [Fact]
    public void Of_EqualScores_AreTiedAtOneRank() =>
        Assert.Equal([new Place(1, false), new Place(1, true)], Places.Create([new MetricScore([5]), new MetricScore([5])]));

    [Fact]
    public void Of_UnderflownValues_AreComparedByTheirLogarithms() =>
        Assert.Equal([new Place(1, false), new Place(2, false)], Places.Create([new MetricScore([0, 0], -900), new MetricScore([0, 0], -1000)]));

    [Fact]
    public void Of_NoScore_HasNoPlace() =>
        Assert.Equal([new Place(1, false), new Place(null, false)], Places.Create([new MetricScore([1]), null]));
}
