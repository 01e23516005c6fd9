using SwapScore.Search.Objectives;

namespace SwapScore.Tests.Search.Objectives;

public sealed class HypervolumeTests
{
    // Points of whole numbers: the volume is the number of unit cells that a point beats.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(12, 2)]
    [InlineData(25, 3)]
    [InlineData(9, 4)]
    public void Of_WholeNumbers_IsTheNumberOfCellsBeaten(int count, int objectives)
    {
        const int Reference = 5;
        var points = NonDominationTests.Points(count, objectives);
        var cells = Enumerable.Range(0, (int)Math.Pow(Reference, objectives)).Select(number => Digits(number, objectives, Reference));
        var beaten = cells.Count(cell => points.Any(point => point.Zip(cell).All(pair => pair.First <= pair.Second)));
        Assert.Equal(beaten, Hypervolume.Of(points, Enumerable.Repeat((double)Reference, objectives).ToArray()));
    }

    [Fact]
    public void Of_NothingBetterThanTheReference_IsZero()
    {
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
        Assert.Equal(0, Hypervolume.Of([[0, 1], [2, 0]], [1, 1]));
    }

    private static int[] Digits(int number, int count, int radix) => [.. Enumerable.Range(0, count).Select(place => number / (int)Math.Pow(radix, place) % radix)];
}
