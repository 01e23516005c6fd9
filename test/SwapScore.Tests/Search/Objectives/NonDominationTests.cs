using SwapScore.Randomness;
using SwapScore.Search.Objectives;

namespace SwapScore.Tests.Search.Objectives;

public sealed class NonDominationTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(30, 2)]
    [InlineData(60, 3)]
    [InlineData(40, 5)]
    public void Fronts_AreWhatIsLeftWithoutTheDominated_OneAfterTheOther(int count, int objectives)
    {
        var points = Points(count, objectives);
        var left = Enumerable.Range(0, count).ToList();
        Assert.Equal(NonDomination.Fronts(points)[0], NonDomination.Front(points).Order());
        foreach (var front in NonDomination.Fronts(points))
        {
            var expected = left.Where(i => !left.Exists(j => IsDominated(points[i], by: points[j]))).ToList();
            Assert.Equal(expected, front);
            left = [.. left.Except(front)];
        }

        Assert.Empty(left);
    }

    [Fact]
    public void Fronts_OfNothing_IsOneEmptyFront() => Assert.Empty(Assert.Single(NonDomination.Fronts([])));

    [Fact]
    public void Crowding_IsTheSidesOfTheBoxBetweenNeighbors()
    {
        // Neighbors of (2, 3) are (1, 4) and (4, 0): 3 of a range of 3, and 4 of a range of 4.
        double[] distances = NonDomination.Crowding([[2, 3], [1, 4], [4, 0]]);
        Assert.Equal([2, double.PositiveInfinity, double.PositiveInfinity], distances);
    }

    private static bool IsDominated(double[] point, double[] by) => by.Zip(point).All(pair => pair.First <= pair.Second) && by.Zip(point).Any(pair => pair.First < pair.Second);

    /// <summary>Points on a coarse grid, so that some are equal.</summary>
    internal static double[][] Points(int count, int objectives)
    {
        var draw = RandomKey.FromSeed(count).Draw();
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, objectives).Select(_ => (double)draw.Next(6)).ToArray())];
    }
}
