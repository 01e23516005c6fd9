using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Networks of spaces, exported with the weights of the first repeat and scored as files, have the scores the engine gives them.</summary>
public sealed class SpaceMetricsTests
{
    private const int Samples = 8;
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

    // Rounding of single precision, through a whole network and a logarithm or an eigenvalue.
    private const double Tolerance = 1e-3;

    // A region appears or vanishes where rounding changes a sign.
    private const double RegionTolerance = 0.01;

    public static TheoryData<string, string> Architectures => new()
    {
        { "nasbench201", Cell },
        { "darts", "DARTS_V2" },
        { "transnas-micro", "64-41414-3_33_333" },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Zen_IsTheEngines(string space, string architecture)
    {
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        await CompareAsync(space, architecture, batch, space => space.ScoringInitializer, Tolerance, "zen", "zen-faithful");
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task MecoAndLengths_AreTheEngines(string space, string architecture)
    {
        var batch = Noise.ToBatch(new Shape(3, 64, 64), 2, 3);
        await CompareAsync(space, architecture, batch, space => space.Initializer, Tolerance, "meco", "l2-norm");
    }

    [Theory]
    [InlineData("nasbench201", Cell)]
    [InlineData("darts", "DARTS_V2")]
    public async Task ProxiesOfActivationsAndWeights_AreTheEngines(string space, string architecture)
    {
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        await CompareAsync(space, architecture, batch, space => space.Initializer, Tolerance, "rbflex", "zerolm");
    }

    /// <summary>Constants take the place of kept weights for one metric only; cells of a model are not known, so that all its ReLUs count alike.</summary>
    [Fact]
    public async Task Epsinas_IsTheEngines()
    {
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        await CompareAsync("nasbench201", Cell, batch, space => space.Initializer, Tolerance, "epsinas", "rbflex");
        var space = SearchSpaces.Find("nasbench201");
        var scored = await ScoreAsync(Exported(space, Cell, batch.Shape, space.Initializer), batch, "epsinas", "wrcor-forward", "expressivity", "progressivity");
        Assert.Null(scored.Missing);
        Assert.All(scored.Metrics.Values, score => Assert.InRange(score.Mean, -1000, 1000));
    }

    [Fact]
    public async Task ValuesThatCannotBeObserved_AreAReason()
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        var model = OnnxExport.ToBytes(
            space.BuildScoringNetwork(space.Parse(Cell), space.Tasks[0], batch.Shape), new OnnxExportOptions { Initializer = space.Initializer, Normalization = NormalizationMode.Batch });
        var scored = await ScoreAsync(model, batch, "swap", "wrcor-forward");
        Assert.Equal(["swap"], scored.Metrics.Keys);
        Assert.StartsWith("none of the values that are needed can be observed", scored.Undefined["wrcor-forward"], StringComparison.Ordinal);
    }

    /// <summary>The thin network of an architecture, with rows and columns left free as its crops need.</summary>
    [Theory]
    [InlineData("nasbench201", Cell, 1)]
    [InlineData("nasbench201", Cell, 3)]
    [InlineData("darts", "DARTS_V2", 1)]
    [InlineData("transnas-micro", "64-41414-3_33_333", 1)]
    public async Task LinearRegions_AreTheEngines(string name, string text, int channels)
    {
        var space = SearchSpaces.Find(name);
        var batch = Noise.ToBatch(new Shape(channels, 12, 12), Samples, 3);
        var thin = space.BuildThinNetwork(space.Parse(text), new Shape(channels, 4, 4));
        var model = ModelProto.Parser.ParseFrom(OnnxExport.ToBytes(thin, new OnnxExportOptions { Initializer = space.ScoringInitializer, Normalization = NormalizationMode.Running }));
        foreach (var axis in (int[])[2, 3]) model.Graph.Input[0].Type.TensorType.Shape.Dim[axis] = new TensorShapeProto.Types.Dimension { DimParam = $"side{axis}" };

        var measure = ((ForwardMetric)MetricCatalog.Standard.Get("linear-regions")).Measures[0];
        var key = RandomKey.FromSeed(0).Derive(RandomPurpose.Repeat, 0);
        var ours = Measure(thin, measure, measure.Protocol.Passes(batch, key, new InputLimits(channels, null, null)), space.ScoringInitializer, key);
        var scored = await ScoreAsync(Google.Protobuf.MessageExtensions.ToByteArray(model), batch, "linear-regions");
        Assert.Null(scored.Missing);
        Assert.InRange(ours, 100, 3000);
        Assert.InRange(scored.Metrics["linear-regions"].Mean, ours * (1 - RegionTolerance), ours * (1 + RegionTolerance));
    }

    [Fact]
    public async Task LinearRegions_ModelThatTakesNoCrops_IsRefusedByNameAndTheRestIsScored()
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        var scored = await ScoreAsync(Exported(space, Cell, batch.Shape, space.ScoringInitializer), batch, "swap", "linear-regions", "zen");
        Assert.Equal(["swap", "zen"], scored.Metrics.Keys);
        Assert.StartsWith("linear-regions feeds crops of 4×4 pixels, and the network takes 16×16", scored.Undefined["linear-regions"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attention_OfAModel_IsRefusedByName()
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        var fault = await Assert.ThrowsAsync<UsageException>(
            () => ScoreAsync(Exported(space, Cell, batch.Shape, space.ScoringInitializer), batch, "swap", "softmax-confidence"));
        Assert.Equal(
            "softmax-confidence cannot be computed of an ONNX model: it needs the queries, keys and tokens of an encoder of a search space", fault.Message);
    }

    private static async Task CompareAsync(
        string name, string text, Batch batch, Func<ISearchSpace, IInitializer> initializer, double tolerance, params string[] metrics)
    {
        var space = SearchSpaces.Find(name);
        var request = new EvaluationRequest(
            space.Name, space.Parse(text).Text, new EvaluationOptions { Metrics = [.. metrics], Repeats = 1 }, batch.Fingerprint);
        var ours = await new LocalEvaluator(batch, 2, [space]).EvaluateAsync([request], TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.Null(ours.Failure);
        var scored = await ScoreAsync(Exported(space, text, batch.Shape, initializer(space)), batch, metrics);
        Assert.Null(scored.Missing);
        foreach (var metric in metrics)
            Assert.Equal(1, scored.Metrics[metric].Mean / ours.Metrics[metric].Mean, tolerance);
    }

    private static byte[] Exported(ISearchSpace space, string text, Shape shape, IInitializer initializer) => OnnxExport.ToBytes(
        space.BuildScoringNetwork(space.Parse(text), space.Tasks[0], shape),
        new OnnxExportOptions { Initializer = initializer, Normalization = NormalizationMode.Running });

    private static Task<EvaluationResult> ScoreAsync(byte[] model, Batch batch, params string[] metrics) =>
        Scored.Of(model, new BatchSamples(batch), new OnnxScoringOptions { Initialization = WeightInitialization.Keep }, 1, metrics);

    private static double Measure(Network network, IForwardMeasure measure, IReadOnlyList<Batch> passes, IInitializer initializer, RandomKey key)
    {
        var plan = Plan.Compile(network, passes[0].Size, new PlanOptions { Observed = measure.Observed(network) });
        using var executor = new Executor();
        executor.Load(plan, passes[0]);
        executor.Initialize(initializer, key);
        using var observer = measure.Start(network, plan.BatchSize, plan.GroupSize);
        foreach (var pass in passes)
        {
            executor.Feed(pass);
            executor.Run(observer);
            observer.EndPass();
        }

        return observer.Finish();
    }
}
