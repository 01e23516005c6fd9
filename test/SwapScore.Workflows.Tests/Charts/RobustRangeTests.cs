using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Tests.Charts;

/// <summary>What the axes of scatters and histograms leave beyond them, and the line among the points.</summary>
public sealed class RobustRangeTests
{
    private static readonly double[] Accuracies = [.. Enumerable.Range(0, 200).Select(i => 70 + i * 0.1)];

    [Fact]
    public void For_OneOutlier_LeavesItBeyond() => Assert.Equal((70, Accuracies[^1]), RobustRange.For([.. Accuracies, -1000]));

    [Fact]
    public void For_ManyFarValues_KeepsThem() => Assert.Equal((10, Accuracies[^1]), RobustRange.For([.. Accuracies, .. Enumerable.Repeat(10.0, 20)]));

    [Fact]
    public void For_FarValueThatSparesNoRoom_KeepsIt() => Assert.Equal((60, Accuracies[^1]), RobustRange.For([.. Accuracies, 60]));

    [Fact]
    public void For_FewOrEqualValues_IsTheirWholeRange()
    {
        Assert.Equal((1, 1000), RobustRange.For([1, 2, 3, 1000]));
        Assert.Equal((5, 900), RobustRange.For([.. Enumerable.Repeat(5.0, 50), 900]));
    }

    [Fact]
    public void Scatter_Outlier_IsMarkedAndSaid()
    {
        var chart = new ScatterChart
        {
            Title = "t",
            XLabel = "x",
            YLabel = "y",
            Points = [.. Accuracies.Select((value, i) => new ChartPoint(i, value)), new ChartPoint(100, -1000)],
        };
        Assert.Contains("× 1 value beyond the axes", chart.ToSvg(), StringComparison.Ordinal);
        Assert.DoesNotContain("beyond the axes", (chart with { Points = [.. chart.Points.SkipLast(1)] }).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_Outlier_IsMarkedAndSaid() => Assert.Contains(
        "× 1 value beyond the axes",
        new Histogram { Title = "t", XLabel = "x", Series = [new HistogramSeries("s", [.. Accuracies, 1e9])] }.ToSvg(),
        StringComparison.Ordinal);

    /// <summary>The line rises wherever ranks agree, without a step back, from the first point to the last.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void RankLine_ManyPoints_IsMonotone(int direction)
    {
        ChartPoint[] points = [.. Enumerable.Range(0, 500).Select(i => new ChartPoint(Math.Sqrt(i), direction * (i + 60 * Math.Sin(i * 12.9898))))];
        var line = RankLine.Through(points);
        Assert.Equal((points[0].X, points[^1].X), (line[0].X, line[^1].X));
        Assert.All(line.Zip(line.Skip(1)), pair =>
        {
            Assert.True(pair.First.X < pair.Second.X);
            Assert.True(direction * (pair.Second.Y - pair.First.Y) >= 0);
        });
    }

    /// <summary>A curve through points of a straight line is that line.</summary>
    [Fact]
    public void MonotoneCurve_OfAStraightLine_IsTheLine() => Assert.All(
        MonotoneCurve.Through([new(0, 1), new(1, 3), new(4, 9), new(5, 11)]), corner => Assert.Equal(1 + 2 * corner.X, corner.Y, tolerance: 1e-12));
}
