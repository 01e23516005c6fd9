using SwapScore.Randomness;
using SwapScore.Statistics;

namespace SwapScore.Tests.Statistics;

public sealed class BootstrapTests
{
    [Theory]
    [InlineData(3, 9)]
    [InlineData(30, 4)]
    [InlineData(50, 1000)]
    public void Spearman_Resamples_AreThoseMadeByHand(int count, int variety)
    {
        var draw = RandomKey.FromSeed(count).Draw();
        var x = Enumerable.Range(0, count).Select(_ => (double)draw.Next(variety)).ToArray();
        var y = x.Select(value => value + draw.Next(variety)).ToArray();
        var key = RandomKey.FromSeed(1);

        // Slowly: copy every drawn pair, then correlate the copies.
        var correlations = new List<double>();
        var counts = new int[count];
        for (var resample = 0; resample < 200; resample++)
        {
            Bootstrap.Draw(key.Derive(RandomPurpose.Bootstrap, resample), counts);
            var drawn = counts.SelectMany((times, i) => Enumerable.Repeat(i, times)).ToArray();
            var correlation = Spearman.Of(Array.ConvertAll(drawn, i => x[i]), Array.ConvertAll(drawn, i => y[i]));
            if (!double.IsNaN(correlation)) correlations.Add(correlation);
        }

        correlations.Sort();
        var interval = Bootstrap.Spearman(x, y, key, resamples: 200);
        Assert.Equal(Bootstrap.Quantile(correlations, 0.025), interval.Low, 12);
        Assert.Equal(Bootstrap.Quantile(correlations, 0.975), interval.High, 12);
    }

    [Fact]
    public void Spearman_ManySimulations_CoverAtTheNominalRate()
    {
        // Bivariate normal pairs with correlation 0.6: the true rank correlation is (6/π)·asin(ρ/2).
        const double Rho = 0.6;
        var truth = 6 / Math.PI * Math.Asin(Rho / 2);
        const int Simulations = 200;
        const int Count = 100;
        var covered = 0;
        for (var simulation = 0; simulation < Simulations; simulation++)
        {
            var key = RandomKey.FromSeed(simulation);
            var normal = new float[2 * Count];
            Gaussian.Fill(key, normal);
            var x = normal.Take(Count).Select(value => (double)value).ToArray();
            var y = x.Select((value, i) => Rho * value + Math.Sqrt(1 - Rho * Rho) * normal[Count + i]).ToArray();
            var interval = Bootstrap.Spearman(x, y, key, resamples: 400);
            if (interval.Low <= truth && truth <= interval.High) covered++;
        }

        Assert.InRange(covered / (double)Simulations, 0.90, 0.99);
    }

    [Fact]
    public void Spearman_SameKey_IsTheSameInterval()
    {
        double[] x = [1, 5, 2, 8, 3, 9, 4, 12, 6, 7, 10];
        double[] y = [2, 4, 3, 9, 1, 7, 11, 6, 5, 10, 8];
        Assert.Equal(Bootstrap.Spearman(x, y, RandomKey.FromSeed(4)), Bootstrap.Spearman(x, y, RandomKey.FromSeed(4)));
        Assert.NotEqual(Bootstrap.Spearman(x, y, RandomKey.FromSeed(4)), Bootstrap.Spearman(x, y, RandomKey.FromSeed(5)));
    }

    [Fact]
    public void Spearman_Constant_HasNoInterval() =>
        Assert.Equal(new Interval(double.NaN, double.NaN), Bootstrap.Spearman([1, 1, 1], [1, 2, 3], RandomKey.FromSeed(0)));
}
