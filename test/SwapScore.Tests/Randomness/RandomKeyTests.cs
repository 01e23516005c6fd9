using SwapScore.Randomness;

namespace SwapScore.Tests.Randomness;

/// <summary>
/// Independence of streams. A generator whose neighbouring seeds shared all but one draw once made repeats correlated and every
/// correlation of a study too low; these tests would have told.
/// </summary>
public sealed class RandomKeyTests
{
    [Fact]
    public void Words_NeighboringSeedsRepeatsAndParameters_ShareNone()
    {
        // 40 seeds × 8 repeats × 6 parameters × 50 blocks: 96,000 pairs of words of 2⁶⁴, so that even one in common would be no accident.
        var seen = new HashSet<(uint, uint)>();
        for (var seed = 0; seed < 40; seed++)
            for (var repeat = 0; repeat < 8; repeat++)
                for (var parameter = 0; parameter < 6; parameter++)
                {
                    var key = Key(seed, repeat, parameter);
                    for (var block = 0; block < 50; block++)
                        Assert.True(seen.Add(key.Words(block)), $"seed {seed}, repeat {repeat}, parameter {parameter}, block {block}");
                }
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void Gaussian_NeighboringStreams_AreUncorrelatedAtEveryLag(int seed, int repeat, int parameter)
    {
        const int Count = 20_000;
        var first = Draw(Key(5, 5, 5), Count);
        var second = Draw(Key(5 + seed, 5 + repeat, 5 + parameter), Count);
        for (var lag = -3; lag <= 3; lag++)
        {
            var sum = 0.0;
            for (var i = 3; i < Count - 3; i++)
                sum += first[i] * second[i + lag];

            // Six standard errors; a shared draw would give 1.
            Assert.InRange(sum / Count, -6 / Math.Sqrt(Count), 6 / Math.Sqrt(Count));
        }
    }

    [Fact]
    public void Gaussian_ManyNeighboringSeeds_AverageOut()
    {
        // The mean over seeds of the same draw has standard error 1/√n; overlapping streams would move together.
        const int Seeds = 4000;
        for (var draw = 0; draw < 4; draw++)
        {
            var sum = 0.0;
            for (var seed = 0; seed < Seeds; seed++)
                sum += Draw(RandomKey.FromSeed(seed), 8)[draw];
            Assert.InRange(sum / Math.Sqrt(Seeds), -4.5, 4.5);
        }
    }

    [Fact]
    public void Gaussian_Distribution_IsNormal()
    {
        // Kolmogorov–Smirnov: the largest distance from the normal distribution function stays below the 0.1 % point.
        var values = Draw(RandomKey.FromSeed(1), 100_000);
        Array.Sort(values);
        var largest = 0.0;
        for (var i = 0; i < values.Length; i++)
            largest = Math.Max(largest, Math.Abs(MathNet.Numerics.Distributions.Normal.CDF(0, 1, values[i]) - (i + 0.5) / values.Length));
        Assert.InRange(largest, 0, 1.95 / Math.Sqrt(values.Length));
        Assert.True(values[^1] > 4 && values[0] < -4);
    }

    [Fact]
    public void GaussianPolynomials_AgainstDoublePrecision_AreAccurate()
    {
        for (var i = 0; i < 200_000; i++)
        {
            var word = (uint)i * 21_474u + 1;
            var x = (word + 0.5f) / 4294967296f;
            Assert.Equal(1, Math.Log(x) == 0 ? 1 : Gaussian.Ln(x) / Math.Log(x), 3e-7);
            var (sine, cosine) = Gaussian.SinCos(word);
            Assert.Equal(Math.Sin(2 * Math.PI * word / 4294967296.0), sine, 1.3e-7);
            Assert.Equal(Math.Cos(2 * Math.PI * word / 4294967296.0), cosine, 1.3e-7);
        }
    }

    [Fact]
    public void Next_SmallBound_IsUniform()
    {
        var draw = RandomKey.FromSeed(9).Draw();
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[draw.Next(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void NextDouble_IsWithinTheUnitInterval()
    {
        var draw = RandomKey.FromSeed(2).Draw();
        var values = Enumerable.Range(0, 10_000).Select(_ => draw.NextDouble()).ToArray();
        Assert.All(values, value => Assert.InRange(value, 0, 0.9999999999999999));
        Assert.Equal(0.5, values.Average(), 0.02);
    }

    private static RandomKey Key(int seed, int repeat, int parameter) =>
        RandomKey.FromSeed(seed).Derive(RandomPurpose.Repeat, repeat).Derive(RandomPurpose.Parameter, parameter);

    private static double[] Draw(RandomKey key, int count)
    {
        var values = new float[count];
        Gaussian.Fill(key, values);
        return Array.ConvertAll(values, value => (double)value);
    }
}
