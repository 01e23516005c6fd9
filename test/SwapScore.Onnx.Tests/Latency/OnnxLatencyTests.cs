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
    public void Times_SeveralSamplesOnSeveralThreads_AreTakenInOnePass()
    {
        var space = SearchSpaces.Find("nasbench201");
        var network = space.FullSizes(space.Tasks[0])[0].Build(space.Sample(RandomKey.FromSeed(0)));
        Assert.Equal(2, new OnnxLatency { Passes = 2, WarmUps = 0, Batch = 3, Threads = 2 }.Times(network).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxLatency { Batch = 0 }.Times(network));
        Assert.NotEmpty(OnnxLatency.RuntimeVersion);
    }

    [Fact]
    public void Median_IsTheMiddle()
    {
        Assert.Equal(2, OnnxLatency.Median([1, 2, 9]));
        Assert.Equal(2.5, OnnxLatency.Median([1, 2, 3, 9]));
    }
}
