using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Studies;

namespace SwapScore.Tests.Studies;

public sealed class ChoiceStatisticsTests
{
    private readonly double[] _scores = [.. Enumerable.Range(0, 40).Select(i => (double)(i * 7 % 11 + i / 3))];
    private readonly double[] _truth = [.. Enumerable.Range(0, 40).Select(i => 90 + i * 13 % 17 / 4.0 + i / 20.0)];
    private readonly double[] _sizes = [.. Enumerable.Range(0, 40).Select(i => (double)(i * 5 % 9))];

    [Fact]
    public void Compute_Names_AreThoseOfTheirStatistics()
    {
        var found = ChoiceStatistics.Compute(_scores, _truth, _sizes, key: null).ToDictionary(one => one.Name, one => one.Value);
        Assert.Equal(TopChoice.Compute(_scores, _truth, 10), new TopChoice(10, found["top10Mean"], found["top10Best"], found["top10Regret"], found["top10Rank"], found["top10Precision"]));
        Assert.Equal(TopChoice.Compute(_scores, _truth, 1).Regret, found["top1Regret"]);
        Assert.Equal(TopChoice.Compute(_scores, _truth, 4).Rank, found["topTenthRank"]);
        Assert.Equal(DiscountedGain.Compute(_scores, _truth), found["ndcg"]);
        Assert.Equal(TopSpearman.Compute(_scores, _truth), found["spearmanBestTenth"]);
        Assert.Equal(SizeStrata.Spearman(_scores, _truth, SizeStrata.Find(_sizes)), found["spearmanSizeMatched"]);
        Assert.Equal(PartialSpearman.Compute(_scores, _truth, _sizes), found["spearmanGivenSize"]);
        Assert.Equal(WeightedKendall.Compute(_scores, _truth), found["weightedKendall"]);
        Assert.Equal(KendallTau.Compute(_scores, _truth), found["kendall"]);
        Assert.Equal(ChoiceStatistics.Names, found.Keys);
    }

    /// <summary>Slowly: copy every drawn row, then compute the statistic of the copies.</summary>
    [Fact]
    public void Compute_Intervals_AreThoseOfResamplesMadeByHand()
    {
        var key = RandomKey.FromSeed(3);
        var strata = SizeStrata.Find(_sizes);
        var counts = new int[40];
        var (regrets, matched) = (new List<double>(), new List<double>());
        for (var resample = 0; resample < Bootstrap.DefaultResamples; resample++)
        {
            Bootstrap.Draw(key.Derive(RandomPurpose.Bootstrap, resample), counts);
            var drawn = counts.SelectMany((times, i) => Enumerable.Repeat(i, times)).ToArray();
            var (scores, truth) = (Array.ConvertAll(drawn, i => _scores[i]), Array.ConvertAll(drawn, i => _truth[i]));
            regrets.Add(TopChoice.Compute(scores, truth, 10).Regret);
            matched.Add(SizeStrata.Spearman(scores, truth, Array.ConvertAll(drawn, i => strata[i])));
        }

        var found = ChoiceStatistics.Compute(_scores, _truth, _sizes, key);
        Assert.Equal(Bootstrap.Middle(regrets), found.Single(one => one.Name == "top10Regret").Interval);
        Assert.Equal(Bootstrap.Middle(matched), found.Single(one => one.Name == "spearmanSizeMatched").Interval);
        Assert.Empty(ChoiceStatistics.Compute([], [], [], key));
    }
}
