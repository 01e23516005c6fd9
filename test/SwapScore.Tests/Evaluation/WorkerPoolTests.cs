using System.Collections.Concurrent;
using SwapScore.Evaluation;

namespace SwapScore.Tests.Evaluation;

public sealed class WorkerPoolTests
{
    [Fact]
    public async Task Start_MorePiecesThanThreads_KeepsTheBound()
    {
        await using var pool = new WorkerPool(3, () => { });
        var (running, most) = (0, 0);
        var sets = Enumerable.Range(0, 8).Select(_ => new WorkSet(WorkKind.Shared, 20, (_, share) =>
        {
            var now = Interlocked.Add(ref running, share);
            InterlockedMax(ref most, now);
            Thread.SpinWait(2000);
            Interlocked.Add(ref running, -share);
        })).ToArray();
        Parallel.ForEach(sets, set => pool.Start(set));
        await Task.WhenAll(sets.Select(set => set.Finished));
        Assert.InRange(most, 1, 3);
        Assert.InRange(pool.MostBusy, 1, 3);
        Assert.InRange(pool.Started, 1, 3);
    }

    [Theory]
    [InlineData(1, new[] { 4 })]
    [InlineData(2, new[] { 2, 2 })]
    [InlineData(3, new[] { 1, 1, 2 })]
    [InlineData(4, new[] { 1, 1, 1, 1 })]
    public async Task Start_FewPieces_ShareOutAllThreads(int pieces, int[] expected)
    {
        await using var pool = new WorkerPool(4, () => { });
        var shares = new ConcurrentBag<int>();
        using var all = new CountdownEvent(pieces);
        var set = new WorkSet(WorkKind.Shared, pieces, (_, share) =>
        {
            shares.Add(share);
            all.Signal();
            all.Wait();
        });
        pool.Start(set);
        await set.Finished;
        Assert.Equal(expected, shares.Order());
    }

    [Fact]
    public async Task Start_SerialPieces_RunOneAtATimeBesideOthers()
    {
        await using var pool = new WorkerPool(4, () => { });
        var (running, isBroken) = (0, false);
        using var both = new Barrier(2);
        var serial = new WorkSet(WorkKind.Serial, 10, (piece, share) =>
        {
            isBroken |= Interlocked.Increment(ref running) > 1 || share != 1;
            if (piece == 0) both.SignalAndWait();
            Interlocked.Decrement(ref running);
        });
        var shared = new WorkSet(WorkKind.Shared, 1, (_, _) => both.SignalAndWait());
        pool.Start(serial, shared);
        await Task.WhenAll(serial.Finished, shared.Finished);
        Assert.False(isBroken);
    }

    [Fact]
    public async Task Start_TwoCalls_TakeTurns()
    {
        await using var pool = new WorkerPool(1, () => { });
        var order = new List<string>();
        var first = new WorkSet(WorkKind.Whole, 3, (piece, _) => order.Add($"a{piece}"));
        var second = new WorkSet(WorkKind.Whole, 3, (piece, _) => order.Add($"b{piece}"));
        pool.Start(first, second);
        await Task.WhenAll(first.Finished, second.Finished);
        Assert.Equal(["a0", "b0", "a1", "b1", "a2", "b2"], order);
    }

    [Fact]
    public async Task Stop_WhileAPieceRuns_LetsNoOtherBegin()
    {
        await using var pool = new WorkerPool(1, () => { });
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var done = 0;
        var set = new WorkSet(WorkKind.Shared, 5, (_, _) =>
        {
            begun.Set();
            goOn.Wait();
            done++;
        });
        pool.Start(set);
        begun.Wait(TestContext.Current.CancellationToken);
        pool.Stop(set);
        Assert.False(set.Finished.IsCompleted);
        goOn.Set();
        await set.Finished;
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task DisposeAsync_AfterWork_EndsTheThreads()
    {
        var pool = new WorkerPool(2, () => { });
        var set = new WorkSet(WorkKind.Shared, 10, (_, _) => { });
        pool.Start(set);
        await set.Finished;
        await pool.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => pool.Start(new WorkSet(WorkKind.Shared, 1, (_, _) => { })));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }
}
