using CsCheck;
using SwapScore.Statistics;
using MathNetCorrelation = MathNet.Numerics.Statistics.Correlation;

namespace SwapScore.Tests.Statistics;

public sealed class RankStatisticsTests
{
    // Few different values make ties common.
    private static readonly Gen<(double[] X, double[] Y)> Pairs =
        Gen.Select(Gen.Int[2, 60], Gen.Int[2, 50]).SelectMany(
            (count, variety) => Gen.Select(Gen.Int[0, variety].Select(i => (double)i).Array[count], Gen.Int[0, variety].Select(i => i / 3.0).Array[count]))
            .Select(pair => (pair.Item1, pair.Item2));

    [Fact]
    public void Of_RandomPairsWithTies_AgreeWithMathNet() =>
        Pairs.Sample(pair =>
        {
            Assert.Equal(MathNetCorrelation.Pearson(pair.X, pair.Y), Pearson.Of(pair.X, pair.Y), 9);
            Assert.Equal(MathNetCorrelation.Spearman(pair.X, pair.Y), Spearman.Of(pair.X, pair.Y), 9);
        });

    [Fact]
    public void KendallTau_RandomPairsWithTies_IsThatOfAllPairs() =>
        Pairs.Sample(pair => Assert.Equal(NaiveTauB(pair.X, pair.Y), KendallTau.Of(pair.X, pair.Y), 12));

    [Fact]
    public void RankStatistics_IncreasingMap_DoesNotChangeThem() =>
        Pairs.Sample(pair =>
        {
            var mapped = Array.ConvertAll(pair.X, x => Math.Exp(x / 10) + 3);
            Assert.Equal(Spearman.Of(pair.X, pair.Y), Spearman.Of(mapped, pair.Y));
            Assert.Equal(KendallTau.Of(pair.X, pair.Y), KendallTau.Of(mapped, pair.Y));
        });

    [Fact]
    public void All_SwappedOrNegated_AreSymmetric() =>
        Pairs.Sample(pair =>
        {
            var negated = Array.ConvertAll(pair.Y, y => -y);
            foreach (var statistic in new Func<double[], double[], double>[] { (a, b) => Pearson.Of(a, b), (a, b) => Spearman.Of(a, b), (a, b) => KendallTau.Of(a, b) })
            {
                Assert.Equal(statistic(pair.X, pair.Y), statistic(pair.Y, pair.X), 12);
                Assert.Equal(-statistic(pair.X, pair.Y), statistic(pair.X, negated), 12);
            }
        });

    // The examples of the SciPy manual for spearmanr, kendalltau and pearsonr.
    [Fact]
    public void All_PublishedExamples_Agree()
    {
        Assert.Equal(0.8207826816681233, Spearman.Of([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), 14);
        Assert.Equal(-0.47140452079103173, KendallTau.Of([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), 14);
        Assert.Equal(-0.828503883588428, Pearson.Of([1, 2, 3, 4, 5, 6, 7], [10, 9, 2.5, 6, 4, 3, 2]), 14);
    }

    [Fact]
    public void All_TwoPairs_AreOneOrMinusOne()
    {
        Assert.Equal(1, Spearman.Of([1, 2], [5, 9]));
        Assert.Equal(-1, KendallTau.Of([1, 2], [9, 5]));
    }

    [Fact]
    public void All_ConstantOrTooShort_AreUndefined()
    {
        Assert.Equal(double.NaN, Spearman.Of([1, 1, 1], [1, 2, 3]));
        Assert.Equal(double.NaN, KendallTau.Of([1, 2, 3], [4, 4, 4]));
        Assert.Equal(double.NaN, Pearson.Of([1], [1]));
        Assert.Equal(double.NaN, Pearson.Of([], []));
    }

    [Fact]
    public void All_NaN_IsRefusedWithItsPlace()
    {
        var fault = Assert.Throws<ArgumentException>(() => Spearman.Of([1, 2, 3], [1, double.NaN, 3]));
        Assert.Contains("value 1 is NaN", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Pearson.Of([1, 2], [1]));
    }

    [Fact]
    public void RankStatistics_Infinities_AreRanked()
    {
        Assert.Equal(1, Spearman.Of([double.NegativeInfinity, 0, double.PositiveInfinity], [1, 2, 3]));
        Assert.Equal(1, KendallTau.Of([double.NegativeInfinity, 0, double.PositiveInfinity], [1, 2, 3]));
    }

    [Fact]
    public void Ranks_Ties_ShareTheirMean() => Assert.Equal([2, 4.5, 2, 2, 4.5], Ranks.Of([7, 9, 7, 7, 9]));

    private static double NaiveTauB(double[] x, double[] y)
    {
        var (balance, untiedX, untiedY) = (0, 0, 0);
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (Math.Sign(x[i] - x[j]), Math.Sign(y[i] - y[j]));
                balance += a * b;
                untiedX += Math.Abs(a);
                untiedY += Math.Abs(b);
            }

        return untiedX == 0 || untiedY == 0 ? double.NaN : balance / Math.Sqrt((double)untiedX * untiedY);
    }
}
