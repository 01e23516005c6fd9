using CsCheck;

namespace SwapScore.Tests;

public sealed class PropertyCheckTests
{
    [Fact]
    public void ForAll_Again_ChecksTheSameCases()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CsCheck_Time") is not null, "cases are random");
        Assert.Equal(Values(), Values());

        static List<long> Values()
        {
            List<long> values = [];
            Gen.Long.ForAll(values.Add, cases: 20);
            Assert.Equal(20, values.Distinct().Count());
            return values;
        }
    }

    [Fact]
    public void ForAll_FailingProperty_ReportsASmallCaseWithItsSeed()
    {
        var fault = Assert.Throws<CsCheckException>(() => Gen.Int[0, 1000].ForAll(value => Assert.InRange(value, 0, 500)));
        Assert.Contains("Set seed:", fault.Message, StringComparison.Ordinal);
    }
}
