using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Import;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Tests.Export;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Onnx.Tests.Import;

/// <summary>A model scored through ONNX Runtime and its import in the engine have the same patterns, from weights of the file and from drawn ones.</summary>
public sealed class ImportedScoreTests
{
    private const int Samples = 8;

    // Rounding turns the sign of a value near zero now and then.
    private const double Tolerance = 1e-3;

    [Theory]
    [InlineData("keep")]
    [InlineData("gaussian")]
    [InlineData("kaiming")]
    public async Task Patterns_OfTheEngine_AreThoseOfOnnxRuntime(string initializer)
    {
        var space = SearchSpaces.Find("nasbench201");
        var batch = Noise.ToBatch(new Shape(3, 16, 16), Samples, 3);
        var network = space.BuildScoringNetwork(space.Parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|"), space.Tasks[0], batch.Shape);
        var bytes = OnnxExport.ToBytes(network, new OnnxExportOptions { Initializer = space.ScoringInitializer });
        var initialization = Enum.Parse<WeightInitialization>(initializer, ignoreCase: true);
        var scored = await Scored.Of(bytes, new BatchSamples(batch), new OnnxScoringOptions { Initialization = initialization }, 2, "swap");
        Assert.Null(scored.Failure);

        var model = OnnxModel.Parse(bytes, "model.onnx");
        var samples = new BatchSamples(batch).For(model);
        var imported = GraphImport.Create("model", model.Graph, samples, null);
        var weights = new ModelInitializer(imported, model.Graph, new WeightDraw(model.Weights, initialization));
        foreach (var (repeat, expected) in scored.Metrics["swap"].Values.Index())
        {
            weights.Repeat = RandomKey.FromSeed(0).Derive(RandomPurpose.Repeat, repeat);
            var values = OnnxJudge.RunEngine(imported.Network, imported.ToBatch(samples), weights);
            var patterns = SignPatterns.Count(imported.Network.Activations.Select(node => values[imported.Network.Canonical[node.Index]]), Samples);
            Assert.InRange(patterns, (1 - Tolerance) * expected, (1 + Tolerance) * expected);
        }
    }
}
