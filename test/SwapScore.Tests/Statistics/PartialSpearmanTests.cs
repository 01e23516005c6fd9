using CsCheck;
using SwapScore.Statistics;
using MathNetCorrelation = MathNet.Numerics.Statistics.Correlation;

namespace SwapScore.Tests.Statistics;

public sealed class PartialSpearmanTests
{
    /// <summary>The other way to it: the correlation of what a straight line through the ranks of the third leaves of the ranks of both.</summary>
    [Fact]
    public void Compute_RandomRows_IsTheCorrelationOfResiduals() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 20]).Array[5, 40].ForAll(rows =>
        {
            double[] Column(Func<(int, int, int), int> of) => Ranks.Compute([.. rows.Select(row => (double)of(row))]);
            var (x, y, given) = (Column(row => row.Item1), Column(row => row.Item2), Column(row => row.Item3));
            var partial = PartialSpearman.Compute(x, y, given);
            var (residualsX, residualsY) = (Residuals(x, given), Residuals(y, given));
            if (double.IsNaN(partial) || residualsX.All(value => Math.Abs(value) < 1e-6) || residualsY.All(value => Math.Abs(value) < 1e-6)) return;
            Assert.Equal(MathNetCorrelation.Pearson(residualsX, residualsY), partial, 1e-9);
        });

    /// <summary>Computed with NumPy from the residuals of <c>scipy.stats.rankdata</c>.</summary>
    [Fact]
    public void Compute_AsNumPy_Agrees() => Assert.Equal(
        0.04939643671049748,
        PartialSpearman.Compute(
            [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8], [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5], [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144]),
        13);

    [Fact]
    public void Compute_ThirdIsOneOfBoth_IsNotDefined() => Assert.True(double.IsNaN(PartialSpearman.Compute([1, 2, 3, 4], [2, 1, 4, 3], [1, 2, 3, 4])));

    private static double[] Residuals(double[] values, double[] given)
    {
        var (mean, meanGiven) = (values.Average(), given.Average());
        var spread = given.Sum(one => (one - meanGiven) * (one - meanGiven));
        var slope = spread == 0 ? 0 : values.Zip(given, (value, one) => (value - mean) * (one - meanGiven)).Sum() / spread;
        return [.. values.Zip(given, (value, one) => value - mean - slope * (one - meanGiven))];
    }
}
