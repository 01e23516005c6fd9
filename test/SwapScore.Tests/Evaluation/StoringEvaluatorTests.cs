using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Tests.Evaluation;

public sealed class StoringEvaluatorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EvaluateAsync_KnownAndNewRequests_AreAnsweredInOrderAndEachComputedOnce()
    {
        var (inner, store) = (new Counter(), new MemoryStore());
        var use = new KeptScores(store, servesAll: true);
        await using var evaluator = new StoringEvaluator(inner, use, "back end");
        await ScoresAsync(evaluator, 2, 4);
        Assert.Equal([1, 2, 3, 4, 5], await ScoresAsync(evaluator, 1, 2, 3, 4, 5));
        Assert.Equal([2, 4, 1, 3, 5], inner.Evaluated);
        Assert.Equal((7, 2), (use.Asked, use.Answered));
    }

    [Fact]
    public async Task EvaluateAsync_Failures_AreNotKept()
    {
        var (inner, store) = (new Counter { Failing = 2 }, new MemoryStore());
        await using var evaluator = new StoringEvaluator(inner, new KeptScores(store, servesAll: true), "back end");
        await ScoresAsync(evaluator, 1, 2);
        await ScoresAsync(evaluator, 1, 2);
        Assert.Equal([1, 2, 2], inner.Evaluated);
    }

    [Fact]
    public async Task EvaluateAsync_CheapRequests_AreServedOnlyWhereAllAre()
    {
        var (inner, store) = (new Counter(), new MemoryStore());
        var use = new KeptScores(store, servesAll: false);
        await using var evaluator = new StoringEvaluator(inner, use, "back end");
        await ScoresAsync(evaluator, 1);
        await ScoresAsync(evaluator, 1);
        Assert.Equal([1, 1], inner.Evaluated);
        Assert.Empty(store.Results);
        Assert.Equal(0, use.Asked);
    }

    [Fact]
    public async Task EvaluateAsync_StoreThatFails_IsLeftOutOrEndsTheWork()
    {
        var faults = new List<SwapScoreException>();
        await using (var patient = new StoringEvaluator(new Counter(), new KeptScores(new BrokenStore(), servesAll: true, faults.Add), ""))
            Assert.Equal([1, 2], await ScoresAsync(patient, 1, 2));
        Assert.Single(faults);
        await using var strict = new StoringEvaluator(new Counter(), new KeptScores(new BrokenStore(), servesAll: true), "");
        await Assert.ThrowsAsync<InputException>(() => ScoresAsync(strict, 1));
    }

    [Fact]
    public void Key_OfBackEnds_IsPartOfWhatTheyCompute()
    {
        var catalog = MetricCatalog.Standard;
        var forward = Request(1);
        var gradients = forward with { Options = new EvaluationOptions { Metrics = ["ntk"] } };
        var model = forward with { Space = "onnx" };
        Assert.Equal("engine 1, swap 1", ScoreKey.Create(forward, catalog, "libtorch 1").Code);
        Assert.Equal("engine 1, libtorch 1, ntk 1", ScoreKey.Create(gradients, catalog, "libtorch 1").Code);
        Assert.Equal("engine 1, libtorch 1, swap 1", ScoreKey.Create(model, catalog, "libtorch 1").Code);
        Assert.Equal(4, ((ScoreKey[])[new(forward, "a"), new(forward, "b"), new(model, "a"), new(gradients, "a")]).Select(key => key.Hash).Distinct().Count());
    }

    private static EvaluationRequest Request(int number) => new("toy", $"{number}", new EvaluationOptions(), "samples");

    private static async Task<List<double>> ScoresAsync(StoringEvaluator evaluator, params int[] numbers)
    {
        var scores = new List<double>();
        await foreach (var result in evaluator.EvaluateAsync([.. numbers.Select(Request)], Stop))
            scores.Add(result.Failure is null ? result.Metrics["swap"].Mean : -1);
        return scores;
    }

    private sealed class Counter : IEvaluator
    {
        public List<int> Evaluated { get; } = [];

        public int Failing { get; init; }

        public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            foreach (var request in requests)
            {
                await Task.Yield();
                var number = int.Parse(request.Architecture, System.Globalization.CultureInfo.InvariantCulture);
                Evaluated.Add(number);
                var result = new EvaluationResult { Request = request, Metrics = new Dictionary<string, MetricScore> { ["swap"] = new([number]) } };
                yield return number == Failing ? result.AsFailure("no memory") : result;
            }
        }
    }

    private sealed class MemoryStore : IScoreStore
    {
        public Dictionary<string, EvaluationResult> Results { get; } = [];

        public Task<IReadOnlyList<EvaluationResult?>> FindAsync(IReadOnlyList<ScoreKey> keys, CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<EvaluationResult?>>([.. keys.Select(key => Results.GetValueOrDefault(key.Hash))]);

        public Task AddAsync(ScoreKey key, EvaluationResult result, CancellationToken cancellation = default)
        {
            Results.Add(key.Hash, result);
            return Task.CompletedTask;
        }
    }

    private sealed class BrokenStore : IScoreStore
    {
        public Task<IReadOnlyList<EvaluationResult?>> FindAsync(IReadOnlyList<ScoreKey> keys, CancellationToken cancellation = default) => throw new InputException("damaged");

        public Task AddAsync(ScoreKey key, EvaluationResult result, CancellationToken cancellation = default) => throw new InputException("damaged");
    }
}
