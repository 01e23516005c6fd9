using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Evaluation;

public sealed class ScorerTests
{
    [Fact]
    public async Task ScoreAsync_NamesOfASpace_AreWhatAnEvaluatorSays()
    {
        var options = new EvaluationOptions { Repeats = 2 };
        var images = BuiltInImages.Natural32.ToBatch(0, 16);
        var space = new DartsSpace();
        await using var evaluator = new LocalEvaluator(images, 1, [space]);
        var expected = new List<double>();
        await foreach (var result in evaluator.EvaluateAsync([new("darts", space.Parse("PDARTS").Text, options, images.Fingerprint)]))
            expected.AddRange(result.Metrics["swap"].Values);

        await using var scorer = new Scorer(new ScorerOptions { Evaluation = options });
        var scores = await scorer.ScoreAsync("darts", ["PDARTS", "nonsense"], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(expected, scores[0].Result.Metrics["swap"].Values);
        Assert.Equal(expected.Average(), scores[0].Mean);
        Assert.Null(scores[0].Failure);
        Assert.StartsWith("PDARTS: ", scores[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("nonsense", scores[1].Failure, StringComparison.Ordinal);
        Assert.True(double.IsNaN(scores[1].Mean));
    }

    [Fact]
    public async Task ScoreAsync_NetworkOfOnesOwn_IsScoredOnImagesOfItsSize()
    {
        var builder = new NetworkBuilder("plain");
        var network = builder.Build(builder.Relu(builder.BatchNormalization(builder.Convolution(builder.Input(new Shape(3, 16, 16)), 8, 3, padding: 1))));
        await using var scorer = new Scorer(new ScorerOptions { Evaluation = new EvaluationOptions { Repeats = 3, Metrics = ["swap", "neurons", "meco"] }, BatchSize = 8 });
        var score = await scorer.ScoreAsync(network, TestContext.Current.CancellationToken);
        Assert.Equal("plain", score.Name);
        Assert.InRange(score.Mean, 1, 256);
        Assert.Equal(8 * 16 * 16, score.Result.Metrics["neurons"].Mean);
        Assert.Contains("takes inputs of", score.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoreAsync_UnknownSpaceOrOptions_IsRefused()
    {
        await using var scorer = new Scorer();
        await Assert.ThrowsAsync<UsageException>(() => scorer.ScoreAsync("nowhere", "x", cancellation: TestContext.Current.CancellationToken));
        var fault = Assert.Throws<UsageException>(() => new Scorer(new ScorerOptions { BatchSize = 0, Threads = 0, Evaluation = new EvaluationOptions { Repeats = 0 } }));
        foreach (var part in new[] { "batch size", "threads", "repeats" }) Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }
}
