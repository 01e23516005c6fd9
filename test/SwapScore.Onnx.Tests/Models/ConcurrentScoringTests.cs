using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Tests.Models;

public sealed class ConcurrentScoringTests
{
    private const int Calls = 8;

    [Fact]
    public async Task EvaluateAsync_EightCallsAtOnce_GiveTheResultsOfEightSingleOnes()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            string[] paths = [Path.Combine(folder.FullName, "a.onnx"), Path.Combine(folder.FullName, "b.onnx")];
            await File.WriteAllBytesAsync(paths[0], Zoo.Vgg().Bytes, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(paths[1], Zoo.DenseNet().Bytes, TestContext.Current.CancellationToken);
            var expected = new List<EvaluationResult>();
            for (var call = 0; call < Calls; call++)
            {
                await using var single = Evaluator();
                expected.AddRange(await CollectAsync(single, Requests(single, paths, call)));
            }

            var collections = MemoryPolicy.ForcedCollections;
            await using var evaluator = Evaluator();
            var actual = await Task.WhenAll(Enumerable.Range(0, Calls).Select(call => Task.Run(() => CollectAsync(evaluator, Requests(evaluator, paths, call)))));

            foreach (var (one, other) in expected.Zip(actual.SelectMany(results => results)))
            {
                Assert.Null(other.Failure);
                Assert.Equal(one.Request, other.Request);
                Assert.All(one.Metrics.Keys, metric => Assert.Equal(one.Metrics[metric].Values, other.Metrics[metric].Values));
                Assert.Equal(one.Notes, other.Notes);
            }

            Assert.InRange(evaluator.Inner.Pool.MostBusy, 1, 2);
            Assert.InRange(evaluator.Inner.Pool.Started, 1, 2);
            Assert.Equal(collections, MemoryPolicy.ForcedCollections);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_StopsInTheMiddleAndOthersGoOn()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var path = Path.Combine(folder.FullName, "a.onnx");
            await File.WriteAllBytesAsync(path, Zoo.Vgg().Bytes, TestContext.Current.CancellationToken);
            await using var evaluator = Evaluator();
            using var stop = new CancellationTokenSource();
            var endless = Requests(evaluator, [path], 0)[0];
            endless = endless with { Options = endless.Options with { Repeats = 100_000 } };
            var stopped = CollectAsync(evaluator, [endless], stop.Token);
            var other = CollectAsync(evaluator, Requests(evaluator, [path], 1));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
            Assert.Null(Assert.Single(await other).Failure);

            var last = CollectAsync(evaluator, [endless]);
            await evaluator.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => last);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ScoreOnnxAsync_File_IsScoredOnBuiltInImages()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var path = Path.Combine(folder.FullName, "a.onnx");
            await File.WriteAllBytesAsync(path, Zoo.Vgg().Bytes, TestContext.Current.CancellationToken);
            await using var scorer = new Scorer(new ScorerOptions { Evaluation = new EvaluationOptions { Repeats = 2 }, BatchSize = 8, Threads = 2 });
            var scores = await scorer.ScoreOnnxAsync([path, Path.Combine(folder.FullName, "missing.onnx")], TestContext.Current.CancellationToken);
            Assert.Equal("a.onnx", scores[0].Name);
            Assert.Null(scores[0].Failure);
            Assert.InRange(scores[0].Mean, 1, 256);
            Assert.NotNull(scores[1].Failure);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static OnnxEvaluator Evaluator() => new(new NoiseSamples(new SampleOptions { Count = 8, Side = 32 }), threads: 2);

    private static EvaluationRequest[] Requests(OnnxEvaluator evaluator, string[] paths, int call) =>
        [.. paths.Select(path => evaluator.CreateRequest(path, new EvaluationOptions { Metrics = ["swap", "nwot", "l2-norm"], Repeats = 2, Seed = call }))];

    private static async Task<List<EvaluationResult>> CollectAsync(OnnxEvaluator evaluator, EvaluationRequest[] requests, CancellationToken cancellation = default) =>
        await evaluator.EvaluateAsync(requests, cancellation).ToListAsync(CancellationToken.None);
}
