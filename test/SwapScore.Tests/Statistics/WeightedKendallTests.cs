using CsCheck;
using SwapScore.Statistics;

namespace SwapScore.Tests.Statistics;

public sealed class WeightedKendallTests
{
    private static readonly Gen<(double[] X, double[] Y)> Pairs =
        Gen.Select(Gen.Int[2, 40], Gen.Int[1, 30]).SelectMany(
            (count, variety) => Gen.Select(Gen.Int[0, variety].Select(i => (double)i).Array[count], Gen.Int[0, variety].Select(i => i / 3.0).Array[count]));

    [Fact]
    public void Compute_RandomPairsWithTies_IsThatOfAllPairs() =>
        Pairs.ForAll(pair => Assert.Equal((Slow(pair.X, pair.Y) + Slow(pair.Y, pair.X)) / 2, WeightedKendall.Compute(pair.X, pair.Y), 1e-10));

    /// <summary>The first is the example of the SciPy manual, the second was computed with <c>scipy.stats.weightedtau</c> 1.10.1.</summary>
    [Theory]
    [InlineData(new double[] { 12, 2, 1, 12, 2 }, new double[] { 1, 4, 7, 1, 0 }, -0.56694968153682723)]
    [InlineData(new double[] { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8 }, new double[] { 2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5 }, 0.3743904681282252)]
    public void Compute_AsSciPy_Agrees(double[] x, double[] y, double expected) => Assert.Equal(expected, WeightedKendall.Compute(x, y), 1e-14);

    [Fact]
    public void Compute_ExchangeAtTheTop_CostsMoreThanAtTheEnd()
    {
        double[] truth = [1, 2, 3, 4, 5, 6];
        Assert.True(WeightedKendall.Compute([1, 2, 3, 4, 6, 5], truth) < WeightedKendall.Compute([2, 1, 3, 4, 5, 6], truth));
        Assert.Equal(1, WeightedKendall.Compute(truth, truth));
        Assert.True(double.IsNaN(WeightedKendall.Compute([1, 1, 1], [1, 2, 3])));
    }

    /// <summary>The definition, over all pairs, ranked by the first sequence and within ties by the second.</summary>
    private static double Slow(double[] x, double[] y)
    {
        var order = Enumerable.Range(0, x.Length).OrderByDescending(i => x[i]).ThenByDescending(i => y[i]).ToArray();
        var weights = new double[x.Length];
        foreach (var (rank, i) in order.Index())
            weights[i] = 1.0 / (1 + rank);
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var weight = weights[i] + weights[j];
                xy += weight * Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                xx += x[i] != x[j] ? weight : 0;
                yy += y[i] != y[j] ? weight : 0;
            }
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
