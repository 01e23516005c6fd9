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
            var correlation = Spearman.Compute(Array.ConvertAll(drawn, i => x[i]), Array.ConvertAll(drawn, i => y[i]));
            if (!double.IsNaN(correlation)) correlations.Add(correlation);
        }

        correlations.Sort();
        var interval = Bootstrap.Spearman(x, y, key, resamples: 200);
        Assert.Equal(Bootstrap.Quantile(correlations, 0.025), interval.Low, 12);
        Assert.Equal(Bootstrap.Quantile(correlations, 0.975), interval.High, 12);
    }

    /// <summary>
    /// Bivariate normal pairs with correlation ρ: the true rank correlation is (6/π)·asin(ρ/2). By the binomial the share of 1,500 intervals
    /// that cover it lies within three standard errors, 0.017, of the nominal 0.95.
    /// </summary>
    [Theory(Explicit = true)]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Spearman_ManySimulations_CoverAtTheNominalRate(double rho)
    {
        var truth = 6 / Math.PI * Math.Asin(rho / 2);
        const int Simulations = 1500;
        const int Count = 100;
        var covered = 0;
        for (var simulation = 0; simulation < Simulations; simulation++)
        {
            var key = RandomKey.FromSeed(simulation);
            var normal = new float[2 * Count];
            Gaussian.Fill(key, normal);
            var x = normal.Take(Count).Select(value => (double)value).ToArray();
            var y = x.Select((value, i) => rho * value + Math.Sqrt(1 - rho * rho) * normal[Count + i]).ToArray();
            var interval = Bootstrap.Spearman(x, y, key, resamples: 400);
            if (interval.Low <= truth && truth <= interval.High) covered++;
        }

        Assert.InRange(covered / (double)Simulations, 0.95 - 0.017, 0.95 + 0.017);
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

    [Fact]
    public void Correlations_OfSeveralSequences_AreThoseOfEachAlone()
    {
        var draw = RandomKey.FromSeed(11).Draw();
        double[][] xs = [.. new[] { 1000, 3, 1, 40 }.Select(variety => Enumerable.Range(0, 60).Select(_ => (double)draw.Next(variety)).ToArray())];
        var y = Enumerable.Range(0, 60).Select(_ => (double)draw.Next(30)).ToArray();
        var key = RandomKey.FromSeed(2);
        var together = Correlation.Compute(xs, y, Bootstrap.Resamples(xs, y, key));
        Assert.Equal(xs.Length, together.Length);
        for (var i = 0; i < xs.Length; i++)
        {
            Assert.Equal(Bootstrap.Spearman(xs[i], y, key), together[i].SpearmanInterval);
            Assert.Equal(
                (60, Spearman.Compute(xs[i], y), KendallTau.Compute(xs[i], y), Pearson.Compute(xs[i], y)),
                (together[i].Count, together[i].Spearman, together[i].Kendall, together[i].Pearson));
        }
    }
}
