using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Workflows.Remote;

namespace SwapScore.Workflows.Tests.Remote;

/// <summary>Batches that come to a worker.</summary>
public sealed class KeptBatchesTests : IDisposable
{
    private static readonly Batch One = new(new Shape(1, 2, 2), [1, 2, 3, 4], "test");
    private static readonly Batch Other = new(new Shape(1, 2, 2), [1, 2, 3, 5], "test");

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-batches").FullName;
    private int _fetched;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fetch_Twice_ComesOnceAndIsKeptOnDisk()
    {
        using (var kept = Keep())
        {
            var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => kept.FetchAsync(One.Fingerprint, Send(One), Stop)));
            Assert.Equal([true, true], both);
        }

        using var later = Keep();
        Assert.True(await later.FetchAsync(One.Fingerprint, Send(One), Stop));
        Assert.Equal(1, _fetched);
        Assert.Equal(BatchBytes.Write(One), BatchBytes.Write((await later.FindAsync(One.Fingerprint, Stop))!));
    }

    [Fact]
    public async Task Fetch_DamagedOnTheWay_ComesAgain()
    {
        using var kept = Keep();
        Assert.True(await kept.FetchAsync(One.Fingerprint, (_, _) => Task.FromResult<byte[]?>(_fetched++ switch { 0 => BatchBytes.Write(One)[1..], 1 => BatchBytes.Write(Other), _ => BatchBytes.Write(One) }), Stop));
        Assert.Equal(3, _fetched);
    }

    [Fact]
    public async Task Fetch_AlwaysDamaged_IsAFaultAndNothingIsKept()
    {
        using var kept = Keep();
        await Assert.ThrowsAsync<InputException>(() => kept.FetchAsync(One.Fingerprint, Send(Other), Stop));
        Assert.Null(await kept.FindAsync(One.Fingerprint, Stop));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Find_FileDamagedMeanwhile_ComesAgain()
    {
        using (var kept = Keep())
            await kept.FetchAsync(One.Fingerprint, Send(One), Stop);
        var path = Directory.GetFiles(_folder).Single();
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);
        using var later = Keep();
        Assert.True(await later.FetchAsync(One.Fingerprint, Send(One), Stop));
        Assert.Equal(2, _fetched);
        Assert.Equal(BatchBytes.Write(One), await File.ReadAllBytesAsync(path, Stop));
    }

    [Fact]
    public async Task Fetch_MoreThanTheDiskMayHold_RemovesTheOldest()
    {
        using var kept = Keep(diskBytes: 1);
        await kept.FetchAsync(One.Fingerprint, Send(One), Stop);
        File.SetLastWriteTimeUtc(Directory.GetFiles(_folder).Single(), DateTime.UnixEpoch);
        await kept.FetchAsync(Other.Fingerprint, Send(Other), Stop);
        Assert.Equal([Other.Fingerprint], Directory.GetFiles(_folder).Select(Path.GetFileNameWithoutExtension));
    }

    [Fact]
    public async Task Fetch_NameThatIsAPath_IsRefused()
    {
        using var kept = Keep();
        await Assert.ThrowsAsync<InputException>(() => kept.FetchAsync("../../etc/passwd", Send(One), Stop));
    }

    [Fact]
    public async Task Fetch_ServiceHasItNoMore_IsNotThere()
    {
        using var kept = Keep();
        Assert.False(await kept.FetchAsync(One.Fingerprint, (_, _) => Task.FromResult<byte[]?>(null), Stop));
    }

    private KeptBatches Keep(long diskBytes = 1 << 20) =>
        new(new WorkerOptions { Services = [new Uri("http://127.0.0.1")], Folder = _folder, DiskBytes = diskBytes, MemoryBytes = 0 }, TimeProvider.System);

    private Func<string, CancellationToken, Task<byte[]?>> Send(Batch batch) => (_, _) =>
    {
        Interlocked.Increment(ref _fetched);
        return Task.FromResult<byte[]?>(BatchBytes.Write(batch));
    };
}
