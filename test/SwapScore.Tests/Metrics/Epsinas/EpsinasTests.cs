using SwapScore.Data;
using SwapScore.Metrics.Epsinas;

namespace SwapScore.Tests.Metrics.Epsinas;

public sealed class EpsinasTests
{
    [Theory]
    [InlineData("darts", "DARTS_V2")]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    public async Task Score_IsThatOfTheFormula(string space, string architecture)
    {
        var run = new MetricRun("epsinas", space, architecture, BuiltInImages.Natural32.Resize(16).ToBatch(0, 6));
        var scaled = run.Values().Select(pass => Scale(pass[run.Network.Outputs[0].Index].Values)).ToArray();
        var pairs = scaled[0].Zip(scaled[1]).Where(pair => pair.First > 0 && pair.Second > 0).ToList();
        var difference = pairs.Average(pair => Math.Abs(pair.First - pair.Second));
        Assert.Equal(difference / scaled.SelectMany(values => values).Where(value => value > 0).Average(), await run.ScoreAsync(), 1e-4);

        static double[] Scale(float[] values) => [.. values.Select(value => ((double)value - values.Min()) / ((double)values.Max() - values.Min()))];
    }

    [Fact]
    public void Relative_MissingValues_AreLeftOutOfPairsAndMeans() =>
        Assert.Equal(0.25 / (2.25 / 3), OutputDistance.Relative([double.NaN, 0.5, 1], [double.NaN, 0.75, double.NaN]));

    [Fact]
    public void Scale_LeastAndInfiniteValues_AreMissing() =>
        Assert.Equal([double.NaN, 0.5, 1, double.NaN], OutputDistance.Scale([2, 3, 4, double.PositiveInfinity]));

    [Fact]
    public void Relative_OutputsThatDoNotVary_HaveNoDistance() =>
        Assert.Equal(double.NaN, OutputDistance.Relative(OutputDistance.Scale([1, 1]), OutputDistance.Scale([1, 2])));
}
