using SwapScore.Memory;

namespace SwapScore.Tests.Memory;

[Collection(nameof(MemoryPolicyCollection))]
public sealed class MemoryPolicyTests : IDisposable
{
    private readonly MemoryPolicy _before = MemoryPolicy.Current;

    public void Dispose() => MemoryPolicy.Current = _before;

    [Fact]
    public void Current_OfALibrary_AllowsNothing()
    {
        Assert.Equal(new MemoryPolicy(), _before);
        var (collections, trims) = (MemoryPolicy.ForcedCollections, NativeHeap.Trims);
        MemoryPolicy.CollectGarbage();
        MemoryPolicy.TrimNativeHeap();
        Assert.Equal((collections, trims), (MemoryPolicy.ForcedCollections, NativeHeap.Trims));
    }

    [Fact]
    public void Current_Dedicated_CollectsWhenAsked()
    {
        MemoryPolicy.Current = MemoryPolicy.Dedicated;
        var count = MemoryPolicy.ForcedCollections;
        MemoryPolicy.CollectGarbage();
        Assert.Equal(count + 1, MemoryPolicy.ForcedCollections);
    }

    [Fact]
    public void Current_Dedicated_GivesMemoryOfNativeCodeBackWhenAsked()
    {
        Assert.SkipUnless(NativeHeap.CanTrim, "the C library of this system gives memory back by itself");
        MemoryPolicy.Current = MemoryPolicy.Dedicated;
        var count = NativeHeap.Trims;
        MemoryPolicy.TrimNativeHeap();
        Assert.Equal(count + 1, NativeHeap.Trims);
    }
}

/// <summary>The policy is the process's: tests that change it run alone.</summary>
[CollectionDefinition(nameof(MemoryPolicyCollection), DisableParallelization = true)]
public sealed class MemoryPolicyCollection;
