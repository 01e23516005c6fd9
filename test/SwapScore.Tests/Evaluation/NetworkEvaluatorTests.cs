using SwapScore.Evaluation;

namespace SwapScore.Tests.Evaluation;

public sealed class NetworkEvaluatorTests
{
    private static readonly EvaluationOptions Options = new() { Metrics = ["swap", "neurons", "standard-patterns"], Repeats = 5 };

    [Fact]
    public async Task EvaluateAsync_BackEndOfOnesOwn_IsMeasuredLikeAnyOther()
    {
        var backEnd = new ToyBackEnd();
        await using (var evaluator = new NetworkEvaluator(backEnd, threads: 3))
        {
            var results = new List<EvaluationResult>();
            await foreach (var result in evaluator.EvaluateAsync([.. Enumerable.Range(0, 6).Select(i => Request(i == 2 ? "broken" : "toy"))]))
                results.Add(result);

            Assert.Equal("it is broken", results[2].Failure);
            Assert.Empty(results[2].Metrics);
            Assert.All(results.Where((_, i) => i != 2), result =>
            {
                Assert.Null(result.Failure);
                Assert.Equal(Options.Metrics, result.Metrics.Keys);
                Assert.Equal(1000, result.Metrics["neurons"].Mean);
                Assert.Equal(5, result.Metrics["swap"].Values.Count);

                // 1,000 random columns of 8 signs: nearly all of the 256 patterns occur.
                Assert.InRange(result.Metrics["swap"].Mean, 220, 256);
                Assert.Equal(8, result.Metrics["standard-patterns"].Mean);
            });
            Assert.Equal(1, backEnd.MostOpen);
            Assert.Equal(0, backEnd.StillOpen);
        }

        Assert.True(backEnd.IsDisposed);
    }

    [Fact]
    public async Task EvaluateAsync_MetricThatNeedsMoreThanTheBackEndOffers_IsRefusedByName()
    {
        await using var evaluator = new NetworkEvaluator(new ToyBackEnd(), 1);
        var fault = await Assert.ThrowsAsync<UsageException>(async () =>
        {
            await foreach (var _ in evaluator.EvaluateAsync([Request("toy") with { Options = Options with { Metrics = ["swap", "zen"] } }]))
                Assert.Fail("it was evaluated");
        });
        Assert.StartsWith("zen cannot be computed of a network of this back end: it needs inputs of its own", fault.Message, StringComparison.Ordinal);
        Assert.Contains("swap", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateAsync_Progress_CountsEveryRepeatOnceAndFailuresAtOnce()
    {
        var seen = new List<(int Done, int Total)>();
        await using var evaluator = new NetworkEvaluator(new ToyBackEnd(), 1, progress: new Recorder(seen));
        await foreach (var _ in evaluator.EvaluateAsync([Request("toy"), Request("broken"), Request("toy")]))
        {
        }

        Assert.All(seen, one => Assert.Equal(15, one.Total));
        Assert.Equal(15, seen.Max(one => one.Done));
        Assert.Contains((5, 15), seen);
    }

    private static EvaluationRequest Request(string architecture) => new("toys", architecture, Options, "none");

    private sealed class Recorder(List<(int Done, int Total)> seen) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            lock (seen) seen.Add(value);
        }
    }
}
