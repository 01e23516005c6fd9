using SwapScore.Data;
using SwapScore.Evaluation;

namespace SwapScore.Tests.Evaluation;

public sealed class StoreTests
{
    [Fact]
    public async Task Batches_ByFingerprint_AreFound()
    {
        var (first, second) = (BuiltInImages.Natural32.ToBatch(0, 4), BuiltInImages.Natural32.ToBatch(4, 4));
        var store = new BatchStore(first);
        Assert.Equal(second.Fingerprint, store.Add(second));
        Assert.Same(first, await store.FindAsync(first.Fingerprint));
        Assert.Equal(2, store.Count);
        Assert.True(store.Remove(first.Fingerprint));
        Assert.Null(await store.FindAsync(first.Fingerprint));
    }
}
