using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Evaluation;

public sealed class LocalEvaluatorTests
{
    private static readonly DartsSpace Space = new();
    private static readonly Batch Images = BuiltInImages.Natural32.ToBatch(0, 16);
    private static readonly EvaluationOptions AllMetrics = new()
    {
        Metrics = [.. MetricCatalog.Standard.Descriptions.Where(metric => metric.Scope != MetricScope.Texts && metric.Needs != MetricNeeds.Gradients).Select(metric => metric.Name)],
        Repeats = 5,
    };

    private static readonly Lazy<Task<List<EvaluationResult>>> Six = new(() => EvaluateAsync(6, 2));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(1, 16)]
    [InlineData(6, 3)]
    public async Task EvaluateAsync_AnySharingOfTheWork_GivesTheSameResults(int architectures, int threads)
    {
        var expected = await Six.Value;
        var actual = await EvaluateAsync(architectures, threads);
        Assert.Equal(architectures, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.Request.Architecture, other.Request.Architecture);
            Assert.Equal(one.Metrics.Keys, other.Metrics.Keys);
            foreach (var metric in one.Metrics.Keys)
                Assert.Equal(one.Metrics[metric].Values, other.Metrics[metric].Values);
        }
    }

    [Fact]
    public async Task EvaluateAsync_EveryMetric_IsWhatItsNameSays()
    {
        var result = (await EvaluateAsync(1, 1))[0];
        var network = Space.BuildScoringNetwork((DartsGenotype)Space.Named[0].Architecture, Space.Tasks[0], Images.Shape);
        Assert.Equal(network.Parameters, result.Parameters);
        Assert.Equal(network.Parameters, result.Metrics["parameters"].Mean);
        Assert.Equal(network.Flops(), result.Metrics["flops"].Mean);
        Assert.Equal(network.Neurons, result.Metrics["neurons"].Mean);
        Assert.Equal(network.DistinctNeurons, result.Metrics["distinct-neurons"].Mean);
        Assert.InRange(result.Metrics["standard-patterns"].Mean, 1, 16);
        Assert.Equal(5, result.Metrics["swap"].Values.Count);
        Assert.All(result.Metrics["swap"].Values, value => Assert.InRange(value, 1, network.DistinctNeurons));
        Assert.NotNull(result.Metrics["swap-regularised"].LogMean);
    }

    [Fact]
    public async Task EvaluateAsync_OtherSeed_GivesOtherScores()
    {
        var first = await ScoreAsync(AllMetrics);
        var second = await ScoreAsync(AllMetrics with { Seed = 1 });
        Assert.NotEqual(first, second);
        Assert.Equal(first, await ScoreAsync(AllMetrics));

        async Task<double> ScoreAsync(EvaluationOptions options)
        {
            var request = new EvaluationRequest("darts", Space.Parse("PDARTS").Text, options, Images.Fingerprint);
            await foreach (var result in new LocalEvaluator(Images, 1, [Space]).EvaluateAsync([request]))
                return result.Metrics["swap"].Mean;
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task EvaluateAsync_MalformedArchitecture_IsAFailureAndTheOthersGoOn()
    {
        EvaluationRequest[] requests =
        [
            new("darts", "nonsense", AllMetrics, Images.Fingerprint),
            new("darts", Space.Named[0].Architecture.Text, AllMetrics, Images.Fingerprint),
        ];
        var results = new List<EvaluationResult>();
        await foreach (var result in new LocalEvaluator(Images, 2, [Space]).EvaluateAsync(requests))
            results.Add(result);
        Assert.Contains("nonsense", results[0].Failure, StringComparison.Ordinal);
        Assert.Empty(results[0].Metrics);
        Assert.Null(results[1].Failure);
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_YieldsWhatIsFinishedThenThrows()
    {
        using var stop = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new LocalEvaluator(Images, 2, [Space]).EvaluateAsync(Requests(400), stop.Token))
                if (++seen == 3)
                    await stop.CancelAsync();
        });
        Assert.InRange(seen, 3, 399);
    }

    [Fact]
    public async Task EvaluateAsync_CancelledInsideAnEvaluation_StopsThere()
    {
        // One evaluation that would take hours: 100,000 initialisations.
        using var stop = new CancellationTokenSource();
        var request = Requests(1)[0] with { Options = AllMetrics with { Repeats = 100_000 } };
        var running = Task.Run(async () =>
        {
            await foreach (var _ in new LocalEvaluator(Images, 2, [Space]).EvaluateAsync([request], stop.Token))
                Assert.Fail("it came to its end");
        });
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task EvaluateAsync_WrongBatchSpaceOrOptions_IsRefused()
    {
        var request = Requests(1)[0];
        await RefusedAsync(request with { BatchFingerprint = "0" });
        await RefusedAsync(request with { Space = "nowhere" });
        await RefusedAsync(request with { Options = AllMetrics with { Repeats = 0, Sigma = -1, Metrics = ["magic"] } });

        static async Task RefusedAsync(EvaluationRequest request) => await Assert.ThrowsAsync<UsageException>(async () =>
        {
            await foreach (var _ in new LocalEvaluator(Images, 1, [Space]).EvaluateAsync([request]))
                Assert.Fail("it was evaluated");
        });
    }

    [Fact]
    public void Validated_SeveralFaults_AreReportedTogether()
    {
        var fault = Assert.Throws<UsageException>(() => new EvaluationOptions { Repeats = 0, Sigma = 0, Mu = double.NaN, Metrics = ["magic"] }.Validated(MetricCatalog.Standard));
        foreach (var part in new[] { "magic", "repeats", "mu", "sigma" })
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    private static EvaluationRequest[] Requests(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new EvaluationRequest("darts", Space.Named[i % Space.Named.Count].Architecture.Text, AllMetrics, Images.Fingerprint))];

    private static async Task<List<EvaluationResult>> EvaluateAsync(int architectures, int threads)
    {
        var results = new List<EvaluationResult>();
        await foreach (var result in new LocalEvaluator(Images, threads, SearchSpaces.All).EvaluateAsync(Requests(architectures)))
            results.Add(result);
        return results;
    }
}
