using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Onnx.Tests.Export;

/// <summary>Architectures of every space, exported, are to ONNX Runtime what they are to our engine, node by node and in their score.</summary>
public sealed class SpaceJudgeTests(ITestOutputHelper output)
{
    private const int Samples = 16;

    // From equal inputs the two engines differ in the order of sums alone.
    private const double EqualInputTolerance = 5e-5;

    // Through a whole network rounding grows from layer to layer, most where a channel has little variance: of 800 million values 14,626 deviate by
    // more than the tolerance, all in two or three networks that do the same to a last bit of the input.
    private const double FractionBeyond = 2e-4;
    private const double ScoreTolerance = 1e-3;

    // Some fifty normalisations in a row of few values each, by the statistics of the batch: the last bit of the input alone changes 2 % of the values by more
    // than the tolerance. The judgement of these networks is each node from equal inputs, and that a whole network does no more than rounding.
    private const string Deepest = "mobilenet";

    // How much more than a changed last bit of the input alone: rounding happens at every node, not only there.
    private const double TimesRounding = 5;

    public static TheoryData<string, int> Spaces => new()
    {
        { "darts", 32 }, { "nasbench101", 8 }, { "nasbench201", 16 }, { "nasbench301", 8 }, { "transnas-micro", 32 }, { "transnas-macro", 16 },
        { "nasbench-macro", 16 },
        { "resnet-like", 16 }, { "mobilenet", 32 }, { "autoformer-tiny", 32 }, { "pit", 32 },
        { "flexibert", 5 }, { "flexibert-faithful", 5 }, { "flexibert-original", 5 },
    };

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Space_AnArchitecture_IsTheSameToOnnxRuntime(string name, int side) => Judge(name, side, architectures: 1);

    /// <summary>The environment variable <c>SWAPSCORE_JUDGE_NETWORKS</c> has another number of each tried.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Spaces))]
    [InlineData("autoformer-small", 32, 1)]
    [InlineData("autoformer-base", 32, 1)]
    public void Space_20Architectures_AreTheSameToOnnxRuntime(string name, int side, int architectures = 20)
    {
        var whole = Judge(name, side, int.TryParse(Environment.GetEnvironmentVariable("SWAPSCORE_JUDGE_NETWORKS"), out var wanted) ? wanted : architectures);
        if (name != Deepest) Assert.True(whole.Sum(one => one.Beyond) <= FractionBeyond * whole.Sum(one => one.Values));
    }

    private List<Judgement> Judge(string name, int side, int architectures)
    {
        var space = SearchSpaces.Find(name);
        var task = space.Tasks[0];
        var batch = BatchOf(task, side);
        var judgements = Enumerable.Range(0, architectures).AsParallel().AsOrdered()
            .Select(i => space.Sample(RandomKey.FromSeed(7).Derive(RandomPurpose.Architecture, i)))
            .Select(architecture => OnnxJudge.WithoutDropout(space, architecture, task, batch.Shape))
            .Select(network => Judge(network, batch, space.ScoringInitializer))
            .ToList();
        var whole = judgements.ConvertAll(one => one.Whole);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: from equal inputs a node deviates by {judgements.Max(one => one.Single.OfNodes):E1}, a value by {judgements.Max(one => one.Single.OfValues):E1}; in the whole network a node by {whole.Max(one => one.OfNodes):E1}, a value by {whole.Max(one => one.OfValues):E1}, {whole.Sum(one => one.Beyond)} of {whole.Sum(one => one.Values)} values by more than 1e-4; from the last bit of the input a node by {judgements.Max(one => one.Rounding?.OfNodes):E1}, a value by {judgements.Max(one => one.Rounding?.OfValues):E1}; {whole.Sum(one => one.Flips)} of {whole.Sum(one => one.Signs)} signs differ, patterns by at most {whole.Max(one => Math.Abs(one.Patterns.Engine - one.Patterns.OnnxRuntime))} of {whole.Min(one => one.Patterns.Engine)} … {whole.Max(one => one.Patterns.Engine)}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest ratio of an architecture to the last bit: {judgements.Max(one => one.Whole.OfValues / one.Rounding?.OfValues):F2}"));
        foreach (var (all, single, rounding) in judgements)
        {
            // Every value of every node is ONNX Runtime's, if both compute it from the same.
            Assert.True(single.OfValues < EqualInputTolerance, single.ToString());
            if (name != Deepest) Assert.True(all.OfNodes < Judgement.Small, all.ToString());

            // What is more than that in a whole network is no more than rounding makes of it.
            if (rounding is null) Assert.Equal(0, all.Beyond);
            else Assert.True(all.OfNodes < TimesRounding * rounding.OfNodes && all.OfValues < TimesRounding * rounding.OfValues, $"{all} {rounding}");
            var (engine, onnx) = all.Patterns;
            Assert.True(Math.Abs(engine - onnx) <= ScoreTolerance * engine, all.ToString());

            // A pattern appears or vanishes only where a sign differs.
            Assert.True(Math.Abs(engine - onnx) <= all.Flips, all.ToString());
        }

        return whole;
    }

    /// <summary>A network as a whole, node by node from equal inputs, and what rounding of the input alone does to it; tokens have no last bit.</summary>
    private static (Judgement Whole, Judgement Single, Judgement? Rounding) Judge(Network network, Batch batch, IInitializer initializer)
    {
        var ours = OnnxJudge.RunEngine(network, batch, initializer);
        return (
            OnnxJudge.Compare(network, batch, initializer, NormalizationMode.Batch, ours),
            OnnxJudge.CompareFromEqualInputs(network, batch, initializer, NormalizationMode.Batch, ours),
            batch.Source == "tokens" ? null : OnnxJudge.CompareWithRoundedInput(network, batch, initializer, ours));
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
        Assert.True(judgement.OfNodes < Judgement.Small, judgement.ToString());
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

    private static Batch BatchOf(SpaceTask task, int side) => task.Preparation == ImagePreparation.Tokens
        ? new Batch(new Shape(1, 1, side), [.. Enumerable.Range(0, Samples * side).Select(i => (float)(i * 7919 % 30_522))], "tokens")
        : Noise.ToBatch(task.Input with { Rows = side, Columns = side }, Samples, 1);
}
