using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Weights;

namespace SwapScore.Onnx.Tests.Export;

/// <summary>20 architectures of every space, exported, are to ONNX Runtime what they are to our engine, node by node and in their score.</summary>
public sealed class SpaceJudgeTests(ITestOutputHelper output)
{
    private const int Architectures = 20;
    private const int Samples = 16;

    // Rounding errors grow from layer to layer, most where a channel has little variance; see Deviation_OfDeepNetworks_IsThatOfRounding.
    private const double NodeTolerance = 1e-4;
    private const double ValueTolerance = 2e-3;
    private const double ScoreTolerance = 1e-3;

    public static TheoryData<string, int> Spaces => new()
    {
        { "darts", 32 }, { "nasbench101", 8 }, { "nasbench201", 16 }, { "nasbench301", 8 }, { "transnas-micro", 32 }, { "transnas-macro", 16 },
        { "flexibert", 5 }, { "flexibert-faithful", 5 }, { "flexibert-original", 5 },
    };

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Space_20Architectures_AreTheSameToOnnxRuntime(string name, int side)
    {
        var space = SearchSpaces.Find(name);
        var task = space.Tasks[0];
        var batch = BatchOf(task, side);
        var judgements = Enumerable.Range(0, Architectures).AsParallel().AsOrdered()
            .Select(i => space.Sample(RandomKey.FromSeed(7).Derive(RandomPurpose.Architecture, i)))
            .Select(architecture => OnnxJudge.Compare(WithoutDropout(space, architecture, task, batch.Shape), batch, space.ScoringInitializer))
            .ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: largest deviation of a node {judgements.Max(one => one.OfNodes):E1}, of a value {judgements.Max(one => one.OfValues):E1}; {judgements.Sum(one => one.Flips)} of {judgements.Sum(one => one.Signs)} signs differ, patterns by at most {judgements.Max(one => Math.Abs(one.Patterns.Engine - one.Patterns.OnnxRuntime))} of {judgements.Min(one => one.Patterns.Engine)} … {judgements.Max(one => one.Patterns.Engine)}"));
        foreach (var judgement in judgements)
        {
            Assert.True(judgement.OfNodes < NodeTolerance, judgement.ToString());
            Assert.True(judgement.OfValues < ValueTolerance, judgement.ToString());
            var (engine, onnx) = judgement.Patterns;
            Assert.True(Math.Abs(engine - onnx) <= ScoreTolerance * engine, judgement.ToString());
        }
    }

    /// <summary>Every head of TransNAS-Bench-101, which the first task has not.</summary>
    [Theory]
    [InlineData("jigsaw")]
    [InlineData("autoencoder")]
    [InlineData("segmentsemantic")]
    public void Task_OfTransNas_IsTheSameToOnnxRuntime(string name)
    {
        var space = SearchSpaces.Find("transnas-micro");
        var task = SearchSpaces.FindTask(space, name);
        var batch = Noise.ToBatch(task.Input with { Rows = 32, Columns = 32 }, 8, 1);
        var network = space.BuildScoringNetwork(space.Parse("64-41414-1_02_333"), task, batch.Shape);
        var judgement = OnnxJudge.Compare(network, batch, space.Initializer);
        Assert.True(judgement.OfNodes < NodeTolerance, judgement.ToString());
    }

    /// <summary>
    /// The last bit of the input changes the values of a deep network with batch statistics as much as another order of sums does: the
    /// deviations from ONNX Runtime are rounding, not faults.
    /// </summary>
    [Fact]
    public void Deviation_OfDeepNetworks_IsThatOfRounding()
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = BatchOf(space.Tasks[0], 16);
        var network = space.BuildScoringNetwork(space.Parse("ALL_CONV3X3"), space.Tasks[0], batch.Shape);
        var fromOnnx = OnnxJudge.Compare(network, batch, GaussianInitializer.Instance);
        var rounded = new Batch(batch.Shape, [.. batch.Values.ToArray().Select(MathF.BitIncrement)], "rounded");
        var plain = OnnxJudge.RunEngine(network, batch, GaussianInitializer.Instance);
        var fromRounding = new Judgement();
        foreach (var (index, values) in OnnxJudge.RunEngine(network, rounded, GaussianInitializer.Instance))
            fromRounding.Compare(network.Nodes[index], values, plain[index]);
        output.WriteLine($"from ONNX Runtime {fromOnnx}\nfrom rounding {fromRounding}");
        Assert.InRange(fromOnnx.OfNodes / fromRounding.OfNodes, 0.1, 10);
        Assert.InRange(fromOnnx.OfValues / fromRounding.OfValues, 0.1, 10);
    }

    /// <summary>What is exported for a seed and a repeat is what the evaluator scores: its patterns, counted from ONNX Runtime's activations.</summary>
    [Fact]
    public async Task Score_OfTheEvaluator_IsCountedFromTheExportedModel()
    {
        const int repeat = 2;
        var space = SearchSpaces.Find("darts");
        var batch = BuiltInImages.Natural32.ToBatch(0, Samples);
        var request = new EvaluationRequest(space.Name, "PDARTS", new EvaluationOptions { Seed = 1, Repeats = repeat + 1 }, batch.Fingerprint);
        var score = 0.0;
        await foreach (var result in new LocalEvaluator(batch, 1, [space]).EvaluateAsync([request], TestContext.Current.CancellationToken))
            score = result.Metrics["swap"].Values[repeat];

        var network = space.BuildScoringNetwork(space.Parse("PDARTS"), space.Tasks[0], batch.Shape);
        var key = RandomKey.FromSeed(1).Derive(RandomPurpose.Repeat, repeat);
        var values = OnnxJudge.RunOnnxRuntime(network, batch, space.ScoringInitializer, NormalizationMode.Batch, key);
        var patterns = SignPatterns.Count(network.Activations.Select(node => values[node]), Samples);
        Assert.InRange(patterns, (1 - ScoreTolerance) * score, (1 + ScoreTolerance) * score);
    }

    /// <summary>Dropout decides by sample and repeat, and does nothing in ONNX.</summary>
    private static Network WithoutDropout(ISearchSpace space, IArchitecture architecture, SpaceTask task, Shape input) =>
        space.Name == "flexibert-faithful"
            ? FlexiBertNetworks.Build((FlexiBertArchitecture)architecture, FlexiBertOptions.AsPublished with { DropoutRate = 0 }, input)
            : space.BuildScoringNetwork(architecture, task, input);

    private static Batch BatchOf(SpaceTask task, int side) => task.Preparation == ImagePreparation.Tokens
        ? new Batch(new Shape(1, 1, side), [.. Enumerable.Range(0, Samples * side).Select(i => (float)(i * 7919 % 30_522))], "tokens")
        : Noise.ToBatch(task.Input with { Rows = side, Columns = side }, Samples, 1);
}
