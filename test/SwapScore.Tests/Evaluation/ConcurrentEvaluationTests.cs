using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Randomness;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Tests.Evaluation;

public sealed class ConcurrentEvaluationTests
{
    private const int Threads = 2;
    private const int Calls = 8;

    private static readonly NasBench201Space Space = new();
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 16);
    private static readonly Batch OtherImages = BuiltInImages.Natural32.Resize(8).ToBatch(16, 32);
    private static readonly EvaluationOptions Options = new() { Metrics = ["swap", "nwot", "zen", "l2-norm", "flops"], Repeats = 2 };

    [Fact]
    public async Task EvaluateAsync_EightCallsAtOnce_GiveTheResultsOfEightSingleOnes()
    {
        var expected = new List<List<EvaluationResult>>();
        for (var call = 0; call < Calls; call++)
        {
            await using var single = Evaluator();
            expected.Add(await CollectAsync(single, Requests(call)));
        }

        var collections = MemoryPolicy.ForcedCollections;
        await using var evaluator = Evaluator();
        var actual = await Task.WhenAll(Enumerable.Range(0, Calls).Select(call => Task.Run(() => CollectAsync(evaluator, Requests(call)))));

        foreach (var (one, other) in expected.SelectMany(results => results).Zip(actual.SelectMany(results => results)))
        {
            Assert.Null(other.Failure);
            Assert.Equal(one.Request, other.Request);
            Assert.Equal(one.Metrics.Keys, other.Metrics.Keys);
            Assert.All(one.Metrics.Keys, metric => Assert.Equal(one.Metrics[metric].Values, other.Metrics[metric].Values));
        }

        Assert.InRange(evaluator.Pool.MostBusy, 1, Threads);
        Assert.InRange(evaluator.Pool.Started, 1, Threads);
        if (MemoryPolicy.Current == new MemoryPolicy()) Assert.Equal(collections, MemoryPolicy.ForcedCollections);
    }

    [Fact]
    public async Task EvaluateAsync_OneCallAfterTheOther_StartsNoNewThreads()
    {
        await using var evaluator = Evaluator();
        for (var call = 0; call < Calls; call++)
            await CollectAsync(evaluator, Requests(call));
        Assert.InRange(evaluator.Pool.Started, 1, Threads);
    }

    [Fact]
    public async Task EvaluateAsync_OneOfTwoCallsCancelled_LeavesTheOtherAlone()
    {
        await using var evaluator = Evaluator();
        using var stop = new CancellationTokenSource();
        var endless = Requests(0)[0] with { Options = Options with { Repeats = 100_000 } };
        var stopped = CollectAsync(evaluator, [endless], stop.Token);
        var other = CollectAsync(evaluator, Requests(1));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.All(await other, result => Assert.Null(result.Failure));
    }

    [Fact]
    public async Task EvaluateAsync_LeftEarly_StopsTheWork()
    {
        await using var evaluator = Evaluator();
        var endless = Requests(0)[0] with { Options = Options with { Repeats = 100_000 } };
        await foreach (var _ in evaluator.EvaluateAsync([Requests(0)[0], endless, endless]))
            break;

        // Leaving waits for the threads, so nothing of the endless requests is left: the whole pool is free.
        var result = Assert.Single(await CollectAsync(evaluator, [Requests(0)[0] with { Options = Options with { Repeats = 1 } }]));
        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task DisposeAsync_WhileRunning_EndsTheCall()
    {
        var evaluator = Evaluator();
        var endless = Requests(0)[0] with { Options = Options with { Repeats = 100_000 } };
        var running = CollectAsync(evaluator, [Requests(0)[0], endless]);
        await evaluator.DisposeAsync();
        await evaluator.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CollectAsync(evaluator, Requests(0)));
    }

    [Fact]
    public async Task EvaluateAsync_BatchOfNoStore_IsRefused()
    {
        await using var evaluator = Evaluator();
        var fault = await Assert.ThrowsAsync<UsageException>(() => CollectAsync(evaluator, [Requests(0)[0] with { BatchFingerprint = "0" }]));
        Assert.StartsWith("the request is for batch 0, which this evaluator does not hold", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateAsync_OptionsOfModels_AreRefusedForArchitectures()
    {
        await using var evaluator = Evaluator();
        var fault = await Assert.ThrowsAsync<UsageException>(() => CollectAsync(evaluator, [Requests(0)[0] with { Options = Options with { Model = new ModelRunOptions() } }]));
        Assert.Equal($"the options of the request say how a model in a file is run, but {Space.Name} is a search space; leave 'model' out of the options", $"{fault.Message}; {fault.Hint}");
    }

    private static LocalEvaluator Evaluator() => new(new BatchStore(Images, OtherImages), Threads, [Space]);

    /// <summary>Every call has other architectures and seeds, and both batches.</summary>
    private static EvaluationRequest[] Requests(int call) =>
    [
        .. Enumerable.Range(0, 2).Select(i => new EvaluationRequest(
            Space.Name, Space.Sample(RandomKey.FromSeed(10 * call + i)).Text, Options with { Seed = call }, (i % 2 == 0 ? Images : OtherImages).Fingerprint)),
    ];

    private static async Task<List<EvaluationResult>> CollectAsync(LocalEvaluator evaluator, EvaluationRequest[] requests, CancellationToken cancellation = default)
    {
        var results = new List<EvaluationResult>();
        await foreach (var result in evaluator.EvaluateAsync(requests, cancellation))
            results.Add(result);
        return results;
    }
}
