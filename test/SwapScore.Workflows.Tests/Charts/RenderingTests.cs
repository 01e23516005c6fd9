using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Tests.Charts;

/// <summary>The computations behind the pictures, against values made by hand.</summary>
public sealed class RenderingTests
{
    [Fact]
    public void RankLine_PerfectOrder_PassesThroughEveryPoint()
    {
        ChartPoint[] points = [new(1, 10), new(5, 11), new(6, 40), new(100, 41)];
        Assert.Equal(points, RankLine.Through(points));
    }

    [Fact]
    public void RankLine_PerfectReverse_PassesThroughEveryPoint()
    {
        ChartPoint[] points = [new(1, 41), new(5, 40), new(6, 11), new(100, 10)];
        Assert.Equal(points, RankLine.Through(points));
    }

    [Fact]
    public void RankLine_NoCorrelation_IsTheMedian()
    {
        // Ranks 1 2 3 4 against 2 4 1 3: Spearman 0.
        var line = RankLine.Through([new(1, 20), new(2, 40), new(3, 10), new(4, 30)]);
        Assert.All(line, point => Assert.Equal(25, point.Y, 12));
    }

    [Fact]
    public void RankLine_HalfCorrelation_IsInterpolatedBetweenOrderedValues()
    {
        // Ranks 1 2 3 against 1 3 2: ρ = 0.5, so ranks 1.5, 2, 2.5 of 10, 20, 40.
        var line = RankLine.Through([new(1, 10), new(2, 40), new(3, 20)]);
        Assert.Equal([15, 20, 30], line.Select(point => Math.Round(point.Y, 9)));
    }

    [Fact]
    public void RankLine_ConstantOrSingle_IsNone()
    {
        Assert.Empty(RankLine.Through([new(1, 1)]));
        Assert.Empty(RankLine.Through([new(1, 1), new(1, 2)]));
    }

    [Fact]
    public void HistogramBins_Values_AreCountedOnceUpperEndIncluded()
    {
        var bins = HistogramBins.For([0, 1, 2, 3, 4], 4);
        Assert.Equal([1, 1, 1, 2], bins.Count([0, 1, 2, 3, 4]));
        Assert.Equal((0, 4), (bins.Low, bins.High));
    }

    [Fact]
    public void HistogramBins_FreedmanDiaconis_IsTheRule()
    {
        // 0 … 999: quartiles 249 and 749, width 2·500/10 = 100, so ten bins.
        Assert.Equal(10, HistogramBins.For([.. Enumerable.Range(0, 1000).Select(i => (double)i)], null).Number);
        Assert.Equal(1, HistogramBins.For([5, 5, 5], null).Number);
    }

    [Theory]
    [InlineData(0, 1, 6, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-0.05, 0.06, 3, "−0.05 0.00 0.05")]
    [InlineData(950, 10200, 5, "2,000 4,000 6,000 8,000 10,000")]
    [InlineData(0, 3e9, 4, "0 1e9 2e9 3e9")]
    [InlineData(0, 4e-8, 5, "0 1e−8 2e−8 3e−8 4e−8")]
    public void EvenTicks_Between_AreRoundNumbers(double low, double high, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', EvenTicks.Between(low, high, most).Select(tick => tick.Label)));

    [Fact]
    public void LogTicks_FewDecades_HaveOneTwoFive() =>
        Assert.Equal(["1", "2", "5", "10", "20"], LogTicks.Between(0, Math.Log10(30)).Select(tick => tick.Label));

    [Theory]
    [InlineData(-1)]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void TextOn_EveryCell_StandsOut(double value)
    {
        var cell = ChartColors.Correlation(value);
        var (one, other) = (ChartColors.Luminance(cell) + 0.05, ChartColors.Luminance(ChartColors.TextOn(cell)) + 0.05);
        Assert.True(Math.Max(one, other) / Math.Min(one, other) >= 4.5);
    }

    [Fact]
    public void Series_Colors_DifferInGrayPrintTheFirstThreeClearly()
    {
        double[] greys = [.. Enumerable.Range(0, 3).Select(i => ChartColors.Luminance(ChartColors.Series(i)))];
        Assert.True(Math.Abs(greys[0] - greys[1]) > 0.03 && Math.Abs(greys[1] - greys[2]) > 0.03);
    }

    [Fact]
    public void TextLines_LongText_IsBrokenWithoutLoss()
    {
        var text = "a sentence of words and " + new string('w', 80) + " end";
        var lines = TextLines.Wrap(text, 200, 12);
        Assert.All(lines, line => Assert.True(ChartFont.Width(line, 12) <= 200));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Font_OfEveryChart_IsTheOneShipped()
    {
        using var font = ChartFont.Sized(12);
        Assert.Equal(ChartFont.Family, font.Typeface.FamilyName);
        Assert.Equal(ChartFont.Family, ScottPlot.Fonts.GetTypeface(ScottPlot.Fonts.Default, bold: true, italic: false).FamilyName);
        Assert.All("ρτΨΘμσ±−…×·–≤²ü".EnumerateRunes(), rune => Assert.True(font.ContainsGlyph(rune.Value), rune.ToString()));
    }
}
