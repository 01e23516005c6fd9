using SwapScore.Randomness;
using SwapScore.Statistics;

namespace SwapScore.Tests.Statistics;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void Compute_Resamples_AreThoseMadeByHand()
    {
        var (first, second, truth) = Rows(RandomKey.FromSeed(5), 40, 0.7, 0.5);
        var key = RandomKey.FromSeed(1);
        var differences = new List<double>();
        var counts = new int[40];
        for (var resample = 0; resample < Bootstrap.DefaultResamples; resample++)
        {
            Bootstrap.Draw(key.Derive(RandomPurpose.Bootstrap, resample), counts);
            var drawn = counts.SelectMany((times, i) => Enumerable.Repeat(i, times)).ToArray();
            double Of(double[] values) => Spearman.Compute(Array.ConvertAll(drawn, i => values[i]), Array.ConvertAll(drawn, i => truth[i]));
            differences.Add(Of(first) - Of(second));
        }

        var found = PairedDifference.Compute(first, second, truth, key);
        differences.Sort();
        Assert.Equal(Spearman.Compute(first, truth) - Spearman.Compute(second, truth), found.Difference, 14);
        Assert.Equal(Bootstrap.Quantile(differences, 0.025), found.Interval.Low, 12);
        Assert.Equal(Bootstrap.Quantile(differences, 0.975), found.Interval.High, 12);
        var smaller = Math.Min(differences.Count(one => one <= 0), differences.Count(one => one >= 0));
        Assert.Equal(Math.Min(1, 2.0 * (smaller + 1) / 1001), found.PValue, 12);
    }

    /// <summary>
    /// Two equally good scores: the share of 400 tests that call one of them better lies within three standard errors, 0.033, of the nominal 0.05.
    /// </summary>
    [Fact]
    public void Compute_NoDifference_IsShownAtTheNominalRate()
    {
        const int Simulations = 400;
        var shown = 0;
        for (var simulation = 0; simulation < Simulations; simulation++)
        {
            var (first, second, truth) = Rows(RandomKey.FromSeed(simulation), 80, 0.7, 0.7);
            if (PairedDifference.Compute(first, second, truth, RandomKey.FromSeed(simulation)).IsShown) shown++;
        }

        Assert.InRange(shown / (double)Simulations, 0.05 - 0.033, 0.05 + 0.033);
    }

    [Fact]
    public void Compute_OneIsTheTruth_IsShown()
    {
        var (_, second, truth) = Rows(RandomKey.FromSeed(2), 60, 0.7, 0.4);
        var found = PairedDifference.Compute(truth, second, truth, RandomKey.FromSeed(0));
        Assert.True(found.IsShown);
        Assert.True(found.Interval.Low > 0);
        Assert.False(PairedDifference.Compute(second, second, truth, RandomKey.FromSeed(0)).IsShown);
    }

    private static (double[] First, double[] Second, double[] Truth) Rows(RandomKey key, int count, double first, double second)
    {
        var normal = new float[3 * count];
        Gaussian.Fill(key, normal);
        var truth = normal.Take(count).Select(value => (double)value).ToArray();
        double[] Noisy(double rho, int at) => [.. truth.Select((value, i) => rho * value + Math.Sqrt(1 - rho * rho) * normal[at + i])];
        return (Noisy(first, count), Noisy(second, 2 * count), truth);
    }
}
