using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Evaluation;

/// <summary>Metrics of gradients by the engine alone, several networks and repeats side by side.</summary>
public sealed class GradientEvaluationTests
{
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 6).WithLabels([0, 1, 0, 1, 2, 2]);

    [Theory]
    [InlineData(4, 1)]
    [InlineData(1, 5)]
    public async Task EvaluateAsync_AnyThreads_HasTheSameBits(int networks, int repeats)
    {
        string[] names = ["ntk", "snip", "zico", "swap", "synflow", "jacov", "fisher"];
        var expected = await EvaluateAsync(networks, repeats, names, 1);
        foreach (var threads in (int[])[2, 5])
            foreach (var (first, second) in expected.Zip(await EvaluateAsync(networks, repeats, names, threads)))
            {
                Assert.Equal(names, second.Metrics.Keys);
                Assert.All(names, name => Assert.Equal(first.Metrics[name].Values, second.Metrics[name].Values));
            }
    }

    [Fact]
    public async Task EvaluateAsync_MetricThatOneRepeatRefuses_HasTheReasonOfTheFirst()
    {
        await using var evaluator = new LocalEvaluator(Images.WithLabels([0, 1, 2, 3, 4, 5]), 3, SearchSpaces.All);
        var space = SearchSpaces.Find("nasbench201");
        var request = new EvaluationRequest(
            space.Name, space.Sample(RandomKey.FromSeed(1)).Text, new EvaluationOptions { Metrics = ["epe-nas", "snip"], Repeats = 4 },
            Images.WithLabels([0, 1, 2, 3, 4, 5]).Fingerprint);
        var result = await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("no two samples are of one class; use a larger batch", result.FailureOf("epe-nas"));
        Assert.Equal(4, result.Metrics["snip"].Values.Count);
    }

    /// <summary>Metrics written as a user would have the bits of those of the library, whatever else is computed and by how many threads.</summary>
    [Fact]
    public async Task FromGradients_FormulasOfTheLibrary_HaveItsBits()
    {
        var catalog = MetricCatalog.Standard.With(Own("own-norm", one => Math.Sqrt(Sum(one, (_, gradient) => (double)gradient * gradient))), Own("own-snip", one => Sum(one, (weight, gradient) => Math.Abs((double)weight * gradient))));
        var space = SearchSpaces.Find("nasbench201");
        var options = new EvaluationOptions { Metrics = ["zico", "own-norm", "grad-norm", "own-snip", "snip", "swap"], Repeats = 3 };
        var request = new EvaluationRequest(space.Name, space.Sample(RandomKey.FromSeed(1)).Text, options, Images.Fingerprint);
        foreach (var threads in (int[])[1, 3])
        {
            await using var evaluator = new LocalEvaluator(Images, threads, [space], catalog);
            var result = await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(result.Metrics["grad-norm"].Values, result.Metrics["own-norm"].Values);
            Assert.Equal(result.Metrics["snip"].Values, result.Metrics["own-snip"].Values);
        }

        static Metric Own(string name, Func<WeightGradient, double> ofLayer) => Metric.FromGradients(
            new MetricDescription(name, "A test.", MetricDirection.HigherIsBetter, MetricNeeds.Gradients, "a test"), weights => weights.Sum(ofLayer));

        static double Sum(WeightGradient one, Func<float, float, double> ofNumber)
        {
            var sum = 0.0;
            for (var i = 0; i < one.Values.Length; i++)
                sum += ofNumber(one.Values.Span[i], one.Gradient.Span[i]);
            return sum;
        }
    }

    [Fact]
    public async Task FromGradients_SamplesWithoutLabels_AreRefused()
    {
        var metric = Metric.FromGradients(new MetricDescription("own", "A test.", MetricDirection.HigherIsBetter, MetricNeeds.Gradients, "a test"), _ => 0);
        var (space, batch) = (SearchSpaces.Find("nasbench201"), new Batch(Images.Shape, Images.Values.ToArray(), "bare"));
        await using var evaluator = new LocalEvaluator(batch, 1, [space], MetricCatalog.Standard.With(metric));
        var request = new EvaluationRequest(space.Name, space.Sample(RandomKey.FromSeed(1)).Text, new EvaluationOptions { Metrics = ["own"] }, batch.Fingerprint);
        var fault = await Assert.ThrowsAsync<UsageException>(async () => await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Contains("own", fault.Message, StringComparison.Ordinal);
    }

    // The others have the same operations, in networks that take longer.
    public static TheoryData<string> Spaces => [.. SearchSpaces.All.Select(space => space.Name).Except(["transnas-macro", "nasbench-macro", "autoformer-tiny", "autoformer-small", "autoformer-base", "autoformer-scratch", "pit", "flexibert-faithful", "darts-shared"])];

    /// <summary>This project knows no libtorch: every metric of gradients has a value with the library alone.</summary>
    [Theory]
    [MemberData(nameof(Spaces))]
    public async Task EvaluateAsync_AllMetricsOfGradients_NeedNothingElse(string name)
    {
        var space = SearchSpaces.Find(name);
        var isText = space.Tasks[0].Preparation == ImagePreparation.Tokens;
        var batch = isText
            ? new Batch(new Shape(1, 1, 5), [.. Enumerable.Range(0, 15).Select(place => (float)place)], "tokens")
            : BuiltInImages.Natural32.Resize(space.Tasks[0].Input.Columns > 64 ? 32 : 8).ToBatch(0, 6).WithLabels([0, 1, 0, 1, 2, 2]);
        var options = new EvaluationOptions { Metrics = [.. MetricCatalog.Standard.Expand(["all"], isText).Where(metric => MetricCatalog.Standard.Find(metric)!.Needs == MetricNeeds.Gradients)], Repeats = 1 };
        var request = new EvaluationRequest(space.Name, space.Sample(RandomKey.FromSeed(3)).Text, options, batch.Fingerprint);
        await using var evaluator = new LocalEvaluator(batch, 2, [space]);
        var result = await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Null(result.Failure);
        // One backward pass per output: vkdnw takes as many as NAS-Bench-201 has at most.
        var many = space.BuildScoringNetwork(space.Parse(request.Architecture), space.Tasks[0], batch.Shape).Outputs[0].Shape.Count > 200;
        string[] undefined = many && !isText ? ["vkdnw", "vkdnw-faithful"] : [];
        Assert.Equal(undefined, result.Undefined.Keys.Order());
        Assert.Equal(options.Metrics.Except(undefined), result.Metrics.Keys);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "TorchSharp");
    }

    [Fact(Explicit = true)]
    public Task EvaluateAsync_AllMetricsOfGradientsOfAVisionTransformer_NeedNothingElse() => EvaluateAsync_AllMetricsOfGradients_NeedNothingElse("autoformer-tiny");

    private static async Task<List<EvaluationResult>> EvaluateAsync(int networks, int repeats, string[] names, int threads)
    {
        var space = SearchSpaces.Find("nasbench201");
        var options = new EvaluationOptions { Metrics = names, Repeats = repeats };
        var requests = Enumerable.Range(0, networks)
            .Select(i => new EvaluationRequest(space.Name, space.Sample(RandomKey.FromSeed(i)).Text, options, Images.Fingerprint)).ToArray();
        await using var evaluator = new LocalEvaluator(Images, threads, [space]);
        return await evaluator.EvaluateAsync(requests, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
