using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;
using SwapScore.Spaces;

namespace SwapScore.Onnx.Tests.Import;

/// <summary>Metrics of gradients of models in files, computed by the engine.</summary>
public sealed class ModelGradientTests
{
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

    private static readonly string[] Metrics =
        ["grad-norm", "plain", "snip", "grasp", "fisher", "fisher-faithful", "synflow", "jacov", "epe-nas", "zico", "ntk"];

    private static readonly OnnxScoringOptions Kept = new() { Initialization = WeightInitialization.Keep };

    /// <summary>The exported cell has the operations, weights and order of the cell: so it has its gradients, to the last bit.</summary>
    [Fact(Explicit = true)]
    public async Task Metrics_OfAnExportedCell_AreThoseOfTheCell()
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = Labelled(8, 16);
        var request = new EvaluationRequest(space.Name, space.Parse(Cell).Text, new EvaluationOptions { Metrics = [.. Metrics], Repeats = 1 }, batch.Fingerprint);
        var expected = await new LocalEvaluator(batch, 1, [space]).EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        var network = space.BuildScoringNetwork(space.Parse(Cell), space.Tasks[0], batch.Shape);
        var found = await Scored.Of(OnnxExport.ToBytes(network, new OnnxExportOptions { Initializer = space.Initializer }), new BatchSamples(batch), Kept, 1, [.. Metrics, "swap"]);
        Assert.Null(found.Failure);
        Assert.Null(found.Missing);
        foreach (var metric in Metrics) Assert.Equal(expected.Metrics[metric].Mean, found.Metrics[metric].Mean);
    }

    /// <summary>Models do not say where their blocks end: every activation ends one. Weights are those that the metric is defined with, or the given ones.</summary>
    [Fact]
    public async Task Trainability_OfAResNet_FollowsTheWeightsItIsDefinedWith()
    {
        var model = Zoo.ResNet(width: 4).Bytes;
        var samples = new BatchSamples(Labelled(8, 16));
        var named = await Scored.Of(model, samples, null, 2, "trainability", "wrcor");
        Assert.Null(named.Missing);
        Assert.All(named.Metrics.Values, score => Assert.True(double.IsFinite(score.Mean) && score.Values[0] != score.Values[1], $"{score.Mean}"));
        Assert.InRange(named.Metrics["trainability"].Mean, -20, 0);
        Assert.Equal(named.Metrics["trainability"].Mean, (await Scored.Of(model, samples, new OnnxScoringOptions { Initialization = WeightInitialization.Kaiming }, 2, "trainability")).Metrics["trainability"].Mean);
        Assert.NotEqual(named.Metrics["trainability"].Mean, (await Scored.Of(model, samples, new OnnxScoringOptions { Initialization = WeightInitialization.Gaussian }, 2, "trainability")).Metrics["trainability"].Mean);
    }

    /// <summary>What PyTorch writes of a ResNet, with weights drawn as for other metrics, twice as often and with other classes.</summary>
    [Fact]
    public async Task Metrics_OfAResNet_AreFiniteAndFollowWeightsAndClasses()
    {
        var model = Zoo.ResNet(width: 4).Bytes;
        var first = await Scored.Of(model, new BatchSamples(Labelled(8, 32)), null, 2, "grad-norm", "snip", "synflow", "jacov", "zico", "ntk");
        Assert.Null(first.Missing);
        Assert.All(first.Metrics.Values, score => Assert.True(double.IsFinite(score.Mean) && score.Values[0] != score.Values[1], $"{score.Mean}"));

        var other = await Scored.Of(model, new BatchSamples(Noise.ToBatch(new Shape(3, 32, 32), 8, 3).WithRandomLabels(10, seed: 5)), null, 2, "grad-norm", "jacov");
        Assert.NotEqual(first.Metrics["grad-norm"].Mean, other.Metrics["grad-norm"].Mean);
        Assert.Equal(first.Metrics["jacov"].Mean, other.Metrics["jacov"].Mean);
    }

    [Fact]
    public async Task Metric_OfALoss_WithoutClasses_SaysWhatToDoAndTheRestIsScored()
    {
        var found = await Scored.Of(Zoo.ResNet(width: 4).Bytes, new BatchSamples(Noise.ToBatch(new Shape(3, 32, 32), 4, 3)), null, 1, "jacov", "snip");
        Assert.Equal(["jacov"], found.Metrics.Keys);
        Assert.Contains("needs the class of each sample", found.Undefined["snip"], StringComparison.Ordinal);
        Assert.Contains("random labels", found.Undefined["snip"], StringComparison.Ordinal);

        var drawn = await Scored.Of(Zoo.ResNet(width: 4).Bytes, SampleSource.Noise(new SampleOptions { Count = 4, HasRandomLabels = true }), null, 1, "snip");
        Assert.True(drawn.Metrics["snip"].Mean > 0);
    }

    [Fact]
    public async Task Model_ThatTheEngineCannotCompute_IsScoredByOtherMetricsAndTheOperatorIsNamed()
    {
        var found = await Scored.Of(Zoo.Gates().Bytes, new BatchSamples(Labelled(4, 16)), null, 1, "swap", "grad-norm", "jacov");
        Assert.Equal(["swap"], found.Metrics.Keys);
        Assert.Equal("the engine cannot compute /prelu/PRelu (PRelu): it has no such operator", found.Undefined["grad-norm"]);
        Assert.Equal(found.Undefined["grad-norm"], found.Undefined["jacov"]);
    }

    [Theory]
    [InlineData("synaptic-diversity", "the queries, keys and tokens of an encoder")]
    [InlineData("softmax-confidence", "the queries, keys and tokens of an encoder")]
    public async Task Metric_OfEncoders_IsRefusedByName(string metric, string reason)
    {
        var fault = await Assert.ThrowsAsync<UsageException>(() => Scored.Of(Zoo.ResNet(width: 4).Bytes, new BatchSamples(Labelled(4, 32)), null, 1, metric));
        Assert.StartsWith($"{metric} cannot be computed of an ONNX model", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatisticsOfTheFile_AreRefusedWithGradients()
    {
        var options = Kept with { Normalization = NormalizationMode.Running };
        var fault = await Assert.ThrowsAsync<UsageException>(() => Scored.Of(Zoo.ResNet(width: 4).Bytes, new BatchSamples(Labelled(4, 32)), options, 1, "jacov"));
        Assert.Contains("takes its statistics from the batch", fault.Message, StringComparison.Ordinal);
    }

    private static Batch Labelled(int samples, int side) =>
        Noise.ToBatch(new Shape(3, side, side), samples, 3).WithLabels([.. Enumerable.Range(0, samples).Select(sample => sample * 3 / 2 % 10)]);
}
