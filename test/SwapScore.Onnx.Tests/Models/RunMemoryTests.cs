using SwapScore.Memory;
using SwapScore.Onnx.Samples;
using SwapScore.Tests.Memory;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Memory of runs is given back after a model.</summary>
[Collection(nameof(RunMemoryTests))]
public sealed class RunMemoryTests : IDisposable
{
    private readonly MemoryPolicy _before = MemoryPolicy.Current;

    public RunMemoryTests() => MemoryPolicy.Current = MemoryPolicy.Dedicated;

    public void Dispose() => MemoryPolicy.Current = _before;

    [Fact(Explicit = true)]
    public async Task Score_OfLargeValues_LeavesNoneOfThemInMemory()
    {
        NativeMemory.Require();
        var source = new NoiseSamples(new SampleOptions { Count = 16, Side = 224 });
        var bytes = Zoo.DenseNet(8, 224, layers: 6).Bytes;
        await Scored.Of(Zoo.DenseNet().Bytes, new NoiseSamples(new SampleOptions { Count = 2, Side = 32 }));
        var before = InUse();

        var result = await Scored.Of(bytes, source);

        Assert.Null(result.Failure);
        var values = result.Metrics["neurons"].Mean * 16 * sizeof(float);
        Assert.True(values > 400e6, $"{values} bytes are too few to tell");
        Assert.InRange(InUse() - before, long.MinValue, (long)(values / 4));
    }

    private static long InUse() => NativeMemory.BytesInUse + GC.GetTotalMemory(forceFullCollection: true);
}

/// <summary>Other tests would take memory meanwhile.</summary>
[CollectionDefinition(nameof(RunMemoryTests), DisableParallelization = true)]
public sealed class RunMemoryCollection;
