using SwapScore.Metrics.Swap;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics;

public sealed class RegularizationTests
{
    [Fact]
    public void Apply_NearMu_IsTheFormula()
    {
        var score = Regularization.Apply([100, 300], parameters: 1500, mu: 1.2, sigma: 0.9);
        var factor = Math.Exp(-(1.5 - 1.2) * (1.5 - 1.2) / 0.9);
        Assert.Equal(100 * factor, score.Values[0], 12);
        Assert.Equal(200 * factor, score.Mean, 12);
        Assert.Equal(Math.Log(200 * factor), score.RankValue, 12);
    }

    [Fact]
    public void Apply_FarFromMu_UnderflowsButStillRanks()
    {
        // Two networks of millions of parameters against a μ of thousands: both scores are 0, their logarithms are not equal.
        var nearer = Regularization.Apply([100], 1_000_000, 1.2, 1.2);
        var farther = Regularization.Apply([100], 2_000_000, 1.2, 1.2);
        Assert.Equal(0, nearer.Mean);
        Assert.Equal(0, farther.Mean);
        Assert.True(double.IsFinite(farther.RankValue));
        Assert.True(nearer.RankValue > farther.RankValue);
    }

    [Fact]
    public void SizeDistribution_HasItsMomentsAndPolicies()
    {
        var sizes = new SizeDistribution([1000, 2000, 6000]);
        Assert.Equal((3, 1.0, 6.0, 3.0), (sizes.Count, sizes.Least, sizes.Most, sizes.Mean));
        Assert.Equal(Math.Sqrt(14.0 / 3), sizes.Deviation, 12);
        Assert.Equal((6.0, 25.0), sizes.SizeRewarding);
        Assert.Equal((3.0, Math.Sqrt(14.0 / 3)), sizes.Literal);
        Assert.Equal((2.0, 1.0), new SizeDistribution([2000, 2000]).SizeRewarding);
        Assert.Throws<ArgumentException>(() => new SizeDistribution([]));
    }

    [Theory]
    [InlineData("darts", 0.31, 3.2)]
    [InlineData("nasbench201", 73.3, 1531.6)]
    [InlineData("transnas-macro", 300, 60_000)]
    public void SpaceSizes_SampledSpace_LieInItsRange(string name, double least, double most)
    {
        var space = SearchSpaces.Find(name);
        var sizes = new SizeDistribution(SpaceSizes.Draw(space, space.Tasks[0], new Shape(3, 32, 32), 200));
        Assert.Equal(200, sizes.Count);
        Assert.InRange(sizes.Least, least - 0.1, sizes.Mean);
        Assert.InRange(sizes.Most, sizes.Mean, most);
        Assert.Equal(sizes.SizeRewarding, Regularization.SizeRewarding(SpaceSizes.Draw(space, space.Tasks[0], new Shape(3, 32, 32), 200)));
    }

    [Fact]
    public void Adaptive_Epochs_FollowAllNetworksSoFar()
    {
        var adaptive = new AdaptiveRegularization();
        adaptive.EndEpoch();
        Assert.Null(adaptive.Mu);
        Assert.Equal(Math.Log(50), adaptive.LogScore(50, 4000), 12);

        adaptive.Add(1000);
        adaptive.Add(3000);
        Assert.Equal(Math.Log(50), adaptive.LogScore(50, 4000), 12);
        adaptive.EndEpoch();
        Assert.Equal((2.0, 1.0), (adaptive.Mu, adaptive.Sigma));
        Assert.Equal(Math.Log(50) - 4, adaptive.LogScore(50, 4000), 12);

        adaptive.Add(5000);
        adaptive.EndEpoch();
        Assert.Equal(3.0, adaptive.Mu);
    }

    [Fact]
    public void Adaptive_OtherPolicy_IsUsed()
    {
        var adaptive = new AdaptiveRegularization(sizes => sizes.SizeRewarding);
        adaptive.Add(1000);
        adaptive.Add(5000);
        adaptive.EndEpoch();
        Assert.Equal((5.0, 16.0), (adaptive.Mu, adaptive.Sigma));
    }
}
