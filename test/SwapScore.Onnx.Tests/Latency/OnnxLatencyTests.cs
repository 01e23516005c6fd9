using SwapScore.Onnx.Latency;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Onnx.Tests.Latency;

public sealed class OnnxLatencyTests
{
    [Theory]
    [InlineData("nasbench201")]
    [InlineData("flexibert")]
    public void Times_OfImagesAndTokens_AreSortedAndPositive(string name)
    {
        var space = SearchSpaces.Find(name);
        var times = new OnnxLatency { Passes = 3, WarmUps = 1 }.Times(space.FullSizes(space.Tasks[0])[0].Build(space.Sample(RandomKey.FromSeed(0))));
        Assert.Equal(3, times.Count);
        Assert.True(times[0] > 0);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Median_IsTheMiddle()
    {
        Assert.Equal(2, OnnxLatency.Median([1, 2, 9]));
        Assert.Equal(2.5, OnnxLatency.Median([1, 2, 3, 9]));
    }
}
