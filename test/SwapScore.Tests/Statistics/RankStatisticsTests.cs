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
        Pairs.ForAll(pair =>
        {
            Assert.Equal(MathNetCorrelation.Pearson(pair.X, pair.Y), Pearson.Compute(pair.X, pair.Y), 1e-9);
            Assert.Equal(MathNetCorrelation.Spearman(pair.X, pair.Y), Spearman.Compute(pair.X, pair.Y), 1e-9);
        });

    [Fact]
    public void KendallTau_RandomPairsWithTies_IsThatOfAllPairs() =>
        Pairs.ForAll(pair => Assert.Equal(NaiveTauB(pair.X, pair.Y), KendallTau.Compute(pair.X, pair.Y), 1e-12));

    [Fact]
    public void RankStatistics_IncreasingMap_DoesNotChangeThem() =>
        Pairs.ForAll(pair =>
        {
            var mapped = Array.ConvertAll(pair.X, x => Math.Exp(x / 10) + 3);
            Assert.Equal(Spearman.Compute(pair.X, pair.Y), Spearman.Compute(mapped, pair.Y));
            Assert.Equal(KendallTau.Compute(pair.X, pair.Y), KendallTau.Compute(mapped, pair.Y));
        });

    [Fact]
    public void All_SwappedOrNegated_AreSymmetric() =>
        Pairs.ForAll(pair =>
        {
            var negated = Array.ConvertAll(pair.Y, y => -y);
            foreach (var statistic in new Func<double[], double[], double>[] { (a, b) => Pearson.Compute(a, b), (a, b) => Spearman.Compute(a, b), (a, b) => KendallTau.Compute(a, b) })
            {
                Assert.Equal(statistic(pair.X, pair.Y), statistic(pair.Y, pair.X), 1e-12);
                Assert.Equal(-statistic(pair.X, pair.Y), statistic(pair.X, negated), 1e-12);
            }
        });

    // The examples of the SciPy manual for spearmanr, kendalltau and pearsonr.
    [Fact]
    public void All_PublishedExamples_Agree()
    {
        Assert.Equal(0.8207826816681233, Spearman.Compute([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), 1e-14);
        Assert.Equal(-0.47140452079103173, KendallTau.Compute([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), 1e-14);
        Assert.Equal(-0.828503883588428, Pearson.Compute([1, 2, 3, 4, 5, 6, 7], [10, 9, 2.5, 6, 4, 3, 2]), 1e-14);
    }

    // A test of SciPy's own suite, whose value is that of R's cor.test: both sequences hold ties.
    [Fact]
    public void Spearman_TiesAsSciPyAndRHaveThem_Agrees() => Assert.Equal(
        0.6887298747763864,
        Spearman.Compute(
            [2.0, 47.4, 42.0, 10.8, 60.1, 1.7, 64.0, 63.1, 1.0, 1.4, 7.9, 0.3, 3.9, 0.3, 6.7],
            [22.6, 8.3, 44.4, 11.9, 24.6, 0.6, 5.7, 41.6, 0.0, 0.6, 6.7, 3.8, 1.0, 1.2, 1.4]),
        14);

    /// <summary>Exact by hand: Spearman = a/√(b·c) of mean ranks, Kendall = d/√(e·f) of pairs.</summary>
    [Theory]
    [InlineData(new double[] { 1, 2, 2, 3 }, new double[] { 1, 3, 2, 4 }, 4.5, 4.5, 5, 5, 5, 6)]
    [InlineData(new double[] { 1, 1, 2, 2 }, new double[] { 1, 2, 1, 2 }, 0, 4, 4, 0, 4, 4)]
    [InlineData(new double[] { 1, 2, 2, 3 }, new double[] { 4, 4, 4, 1 }, -3, 4.5, 3, -3, 5, 3)]
    [InlineData(new double[] { 1, 1, 1, 2 }, new double[] { 1, 2, 3, 4 }, 3, 3, 5, 3, 3, 6)]
    [InlineData(new double[] { 12, 2, 1, 12, 2 }, new double[] { 1, 4, 7, 1, 0 }, -5, 9, 9.5, -4, 8, 9)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 5, 6, 7, 8, 7 }, 8, 10, 9.5, 7, 10, 9)]
    public void RankStatistics_Ties_AreTheFractionsMadeByHand(double[] x, double[] y, double a, double b, double c, double d, double e, double f)
    {
        Assert.Equal(a / Math.Sqrt(b * c), Spearman.Compute(x, y), 1e-15);
        Assert.Equal(d / Math.Sqrt(e * f), KendallTau.Compute(x, y), 1e-15);
    }

    [Fact]
    public void All_TwoPairs_AreOneOrMinusOneOrUndefined()
    {
        foreach (var statistic in new Func<double[], double[], double>[] { (a, b) => Pearson.Compute(a, b), (a, b) => Spearman.Compute(a, b), (a, b) => KendallTau.Compute(a, b) })
        {
            Assert.Equal(1, statistic([1, 2], [5, 9]));
            Assert.Equal(-1, statistic([1, 2], [9, 5]));
            Assert.Equal(double.NaN, statistic([1, 2], [4, 4]));
        }
    }

    [Fact]
    public void All_ConstantOrTooShort_AreUndefined()
    {
        Assert.Equal(double.NaN, Spearman.Compute([1, 1, 1], [1, 2, 3]));
        Assert.Equal(double.NaN, KendallTau.Compute([1, 2, 3], [4, 4, 4]));
        Assert.Equal(double.NaN, Pearson.Compute([1], [1]));
        Assert.Equal(double.NaN, Pearson.Compute([], []));
    }

    // SciPy's nan_policy 'raise': pairs without a value are left out by the caller, who knows how many there are.
    [Fact]
    public void All_NaN_IsRefusedWithItsPlace()
    {
        var fault = Assert.Throws<ArgumentException>(() => Spearman.Compute([1, 2, 3], [1, double.NaN, 3]));
        Assert.Contains("value 1 is NaN", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => KendallTau.Compute([double.NaN, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => Pearson.Compute([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => Ranks.Compute([double.NaN]));
        Assert.Throws<ArgumentException>(() => Pearson.Compute([1, 2], [1]));
    }

    [Fact]
    public void RankStatistics_Infinities_AreRanked()
    {
        Assert.Equal(1, Spearman.Compute([double.NegativeInfinity, 0, double.PositiveInfinity], [1, 2, 3]));
        Assert.Equal(1, KendallTau.Compute([double.NegativeInfinity, 0, double.PositiveInfinity], [1, 2, 3]));
    }

    [Fact]
    public void Ranks_Ties_ShareTheirMean() => Assert.Equal([2, 4.5, 2, 2, 4.5], Ranks.Compute([7, 9, 7, 7, 9]));

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
