using System.Reflection;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Torch.Tests;

public sealed class GradientEvaluatorTests
{
    private static readonly ISearchSpace Space = SearchSpaces.Find("nasbench201");
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8).WithRandomLabels(10);

    /// <summary>Those without one have slow references among the tests of the engine.</summary>
    [Fact]
    public void Find_EveryMetricOfGradients_HasAJudgeOrIsTheEnginesAlone()
    {
        var metrics = MetricCatalog.Standard.Metrics.OfType<GradientMetric>().ToList();
        Assert.Equal(["trainability", "wrcor", "lswag", "vkdnw", "vkdnw-faithful"], metrics.Where(metric => TorchMetrics.Find(metric.Name) is null).Select(metric => metric.Name));
        Assert.All(metrics, metric => Assert.Same(metric.Description, TorchMetrics.Find(metric.Name)?.Description ?? metric.Description));
    }

    [Fact(Explicit = true)]
    public async Task EvaluateAsync_MixedMetrics_ComeInTheOrderAskedForWhateverTheThreads()
    {
        string[] names = ["snip", "swap", "grasp", "fisher", "synflow", "parameters", "jacov", "zico", "ntk", "epe-nas", "plain", "grad-norm", "fisher-faithful"];
        var one = await EvaluateAsync(Images, names, threads: 1);
        var many = await EvaluateAsync(Images, names, threads: 3);
        Assert.Equal(3, one.Count);
        foreach (var (first, second) in one.Zip(many))
        {
            Assert.Null(first.Failure);
            Assert.Equal(names, first.Metrics.Keys);
            foreach (var name in names)
            {
                Assert.Equal(first.Metrics[name].Values, second.Metrics[name].Values);
                Assert.Equal(name == "parameters" ? 1 : 2, first.Metrics[name].Values.Count);
                Assert.All(first.Metrics[name].Values, value => Assert.True(double.IsFinite(value), name));
            }
        }

        Assert.NotEqual(one[0].Metrics["snip"].Values[0], one[0].Metrics["snip"].Values[1]);
        Assert.True(one[0].Parameters > 0);
    }

    [Fact]
    public async Task EvaluateAsync_MetricsOfBothKinds_BuildTheNetworkOnce()
    {
        var space = DispatchProxy.Create<ISearchSpace, CountingSpace>();
        var counting = (CountingSpace)(object)space;
        var request = new EvaluationRequest(Space.Name, Space.Parse("(0,2,3,2,3,1)").Text, new EvaluationOptions { Metrics = ["swap", "synflow", "l2-norm", "jacov"], Repeats = 2 }, Images.Fingerprint);
        await using var evaluator = new GradientEvaluator(Images, 2, [space]);
        await foreach (var result in evaluator.EvaluateAsync([request]))
            Assert.Null(result.Failure);
        Assert.Equal(1, counting.Built);
    }

    [Fact]
    public async Task EvaluateAsync_LibtorchAskedFor_HasTheValuesOfTheEngineButForRounding()
    {
        var request = new EvaluationRequest(
            Space.Name, Space.Parse("(0,2,3,2,3,1)").Text, new EvaluationOptions { Metrics = ["snip", "synflow"], Repeats = 2 }, Images.Fingerprint);
        await using var evaluator = new GradientEvaluator(Images, 1, [Space]);
        var engine = await evaluator.EvaluateAsync([request]).SingleAsync();
        var libtorch = await evaluator.EvaluateAsync([request with { Options = request.Options with { BackEnd = GradientBackEnd.Libtorch } }]).SingleAsync();
        Assert.NotEqual(engine.Metrics["snip"].Values, libtorch.Metrics["snip"].Values);
        Assert.Equal(engine.Metrics["snip"].Mean, libtorch.Metrics["snip"].Mean, 1e-3 * libtorch.Metrics["snip"].Mean);
        Assert.Equal(engine.Metrics["synflow"].Mean, libtorch.Metrics["synflow"].Mean, 1e-9);
    }

    [Fact]
    public async Task EvaluateAsync_NoLabels_IsRefusedBeforeAnyWork()
    {
        var fault = await Assert.ThrowsAsync<UsageException>(() => EvaluateAsync(BuiltInImages.Natural32.ToBatch(0, 4), ["synflow", "snip"], 1));
        Assert.Contains("snip needs the class of each sample", fault.Message, StringComparison.Ordinal);
        Assert.Equal(RemedyKind.DrawLabels, fault.Remedy?.Kind);
    }

    [Fact]
    public async Task EvaluateAsync_LabelOutsideTheTask_IsAFailureThatSaysSo()
    {
        var results = await EvaluateAsync(Images.WithLabels([0, 1, 2, 3, 4, 5, 6, 57]), ["snip"], 1);
        Assert.All(results, result => Assert.StartsWith("sample 7 has label 57, but the networks have 10 classes", result.Failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EvaluateAsync_OneMetricWithoutAValue_KeepsTheOthers()
    {
        var results = await EvaluateAsync(Images.WithLabels([0, 1, 2, 3, 4, 5, 6, 7]), ["epe-nas", "snip", "swap"], 1);
        Assert.All(results, result =>
        {
            Assert.Null(result.Failure);
            Assert.Equal(["snip", "swap"], result.Metrics.Keys);
            Assert.Equal("no two samples are of one class; use a larger batch", result.FailureOf("epe-nas"));
            Assert.Equal("epe-nas: no two samples are of one class; use a larger batch", result.Missing);
            Assert.Null(result.FailureOf("snip"));
        });
    }

    [Fact]
    public async Task EvaluateAsync_TransformerMetricOfImages_IsAFailureThatSaysSo()
    {
        var results = await EvaluateAsync(Images, ["dss"], 1);
        Assert.All(results, result => Assert.Contains("reads no tokens", result.Failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("transnas-micro", "autoencoder", Explicit = true)]
    [InlineData("transnas-micro", "segmentsemantic")]
    [InlineData("transnas-macro", "room_layout")]
    [InlineData("transnas-micro", "jigsaw")]
    [InlineData("nasbench101", "cifar10")]
    [InlineData("darts", null)]
    public async Task EvaluateAsync_OtherTasks_HaveFiniteScores(string name, string? task)
    {
        var space = SearchSpaces.Find(name);
        var found = task is null ? space.Tasks[0] : SearchSpaces.FindTask(space, task);
        var side = found.Preparation == ImagePreparation.Jigsaw || name == "nasbench101" ? 16 : 32;
        var shape = new Networks.Shape(found.Input.Channels, side, side);
        var batch = Noise.ToBatch(shape, 4, 1).WithLabels([0, 1, 0, 1]);
        string[] metrics = ["grad-norm", "fisher", "synflow", "jacov"];
        var request = new EvaluationRequest(
            name, space.Sample(Randomness.RandomKey.FromSeed(3)).Text, new EvaluationOptions { Metrics = [.. metrics], Repeats = 1 }, batch.Fingerprint)
        { Task = found.Name };
        var results = new List<EvaluationResult>();
        await foreach (var result in new GradientEvaluator(batch, 1, [space]).EvaluateAsync([request]))
            results.Add(result);
        Assert.Null(results[0].Failure);
        Assert.All(results[0].Metrics, pair => Assert.True(double.IsFinite(pair.Value.Mean), pair.Key));
    }

    private static async Task<List<EvaluationResult>> EvaluateAsync(Batch batch, string[] metrics, int threads)
    {
        var options = new EvaluationOptions { Metrics = [.. metrics], Repeats = 2 };
        var requests = new[] { "(0,2,3,2,3,1)", "(2,2,2,2,2,2)", "(3,3,3,2,4,2)" }
            .Select(text => new EvaluationRequest(Space.Name, Space.Parse(text).Text, options, batch.Fingerprint)).ToList();
        var results = new List<EvaluationResult>();
        await foreach (var result in new GradientEvaluator(batch, threads, [Space]).EvaluateAsync(requests))
            results.Add(result);
        return results;
    }

    /// <summary>Counts how often a scoring network is built.</summary>
    public class CountingSpace : DispatchProxy
    {
        public int Built { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ISearchSpace.BuildScoringNetwork)) Built++;
            return targetMethod.Invoke(Space, args);
        }
    }
}
