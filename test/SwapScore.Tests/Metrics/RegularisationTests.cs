using SwapScore.Metrics.Swap;

namespace SwapScore.Tests.Metrics;

public sealed class RegularisationTests
{
    [Fact]
    public void Apply_NearMu_IsTheFormula()
    {
        var score = Regularisation.Apply([100, 300], parameters: 1500, mu: 1.2, sigma: 0.9);
        var factor = Math.Exp(-(1.5 - 1.2) * (1.5 - 1.2) / 0.9);
        Assert.Equal(100 * factor, score.Values[0], 12);
        Assert.Equal(200 * factor, score.Mean, 12);
        Assert.Equal(Math.Log(200 * factor), score.RankValue, 12);
    }

    [Fact]
    public void Apply_FarFromMu_UnderflowsButStillRanks()
    {
        // Two networks of millions of parameters against a μ of thousands: both scores are 0, their logarithms are not equal.
        var nearer = Regularisation.Apply([100], 1_000_000, 1.2, 1.2);
        var farther = Regularisation.Apply([100], 2_000_000, 1.2, 1.2);
        Assert.Equal(0, nearer.Mean);
        Assert.Equal(0, farther.Mean);
        Assert.True(double.IsFinite(farther.RankValue));
        Assert.True(nearer.RankValue > farther.RankValue);
    }
}
