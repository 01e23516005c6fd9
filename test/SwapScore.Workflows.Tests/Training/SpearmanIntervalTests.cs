using SwapScore.Workflows.Training;

namespace SwapScore.Workflows.Tests.Training;

public class SpearmanIntervalTests
{
    /// <summary>artanh 0.7 = 0.8673; half the width is 1.96·√(1.245/21) = 0.4772; tanh of 0.3901 and 1.3445.</summary>
    [Fact]
    public void Expected_TwentyFourNetworks_IsThatOfTheFormula()
    {
        var interval = SpearmanInterval.Expected(0.7, 24)!.Value;
        Assert.Equal(0.3714, interval.Low, tolerance: 2e-4);
        Assert.Equal(0.8728, interval.High, tolerance: 2e-4);
    }

    [Fact]
    public void Expected_FourTimesTheNetworks_IsHalfAsWide()
    {
        var (few, many) = (SpearmanInterval.Expected(0.5, 20)!.Value, SpearmanInterval.Expected(0.5, SpearmanInterval.CountForHalfWidth(20))!.Value);
        Assert.Equal((Math.Atanh(few.High) - Math.Atanh(few.Low)) / 2, Math.Atanh(many.High) - Math.Atanh(many.Low), tolerance: 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Expected_TooFew_IsNone(int count) => Assert.Null(SpearmanInterval.Expected(0.7, count));
}
