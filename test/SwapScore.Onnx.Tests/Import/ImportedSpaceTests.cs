using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Import;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Tests.Export;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Onnx.Tests.Import;

/// <summary>Architectures of every space, exported and imported again, have the same values, bit for bit.</summary>
public sealed class ImportedSpaceTests
{
    private const int Samples = 2;

    [Theory]
    [InlineData("darts", 8)]
    [InlineData("nasbench201", 8)]
    [InlineData("transnas-macro", 8)]
    [InlineData("flexibert", 5)]
    [InlineData("autoformer-tiny", 32)]
    [InlineData("mobilenet", 32)]
    public void Network_ExportedAndImported_HasTheSameValues(string name, int side) => Check(name, side, 1);

    [Theory(Explicit = true)]
    [InlineData("darts", 8)]
    [InlineData("nasbench101", 8)]
    [InlineData("nasbench201", 8)]
    [InlineData("nasbench301", 8)]
    [InlineData("transnas-micro", 16)]
    [InlineData("transnas-macro", 8)]
    [InlineData("flexibert", 5)]
    [InlineData("nasbench-macro", 8)]
    [InlineData("mobilenet", 48)]
    [InlineData("autoformer-tiny", 48)]
    [InlineData("pit", 32)]
    [InlineData("flexibert-faithful", 5)]
    [InlineData("flexibert-original", 5)]
    public void Networks_ExportedAndImported_HaveTheSameValues(string name, int side) => Check(name, side, 2);

    [Theory(Explicit = true)]
    [InlineData("jigsaw")]
    [InlineData("autoencoder")]
    public void Network_OfATask_HasTheSameValues(string task)
    {
        var space = SearchSpaces.Find("transnas-micro");
        Check(space, SearchSpaces.FindTask(space, task), space.Parse("64-41414-1_02_333"), 32);
    }

    private static void Check(string name, int side, int architectures)
    {
        var space = SearchSpaces.Find(name);
        for (var i = 0; i < architectures; i++)
            Check(space, space.Tasks[0], space.Sample(RandomKey.FromSeed(7).Derive(RandomPurpose.Architecture, i)), side);
    }

    private static void Check(ISearchSpace space, SpaceTask task, IArchitecture architecture, int side)
    {
        var batch = task.Preparation == ImagePreparation.Tokens
            ? new Batch(new Shape(1, 1, side), [.. Enumerable.Range(0, Samples * side).Select(i => (float)(i * 7919 % 30_522))], "tokens")
            : Noise.ToBatch(task.Input with { Rows = side, Columns = side }, Samples, 1);
        var network = OnnxJudge.WithoutDropout(space, architecture, task, batch.Shape);
        foreach (var mode in Enum.GetValues<NormalizationMode>())
        {
            var options = new OnnxExportOptions { Initializer = space.ScoringInitializer, Normalization = mode, Key = OnnxJudge.Key };
            var model = OnnxModel.Parse(OnnxExport.ToBytes(network, options), "model.onnx");
            var samples = new BatchSamples(batch).For(model);
            var imported = GraphImport.Create("model", model.Graph, samples, null);
            var weights = new ModelInitializer(imported, model.Graph, new WeightDraw(model.Weights, WeightInitialization.Keep));

            var expected = OnnxJudge.RunEngine(network, batch, space.ScoringInitializer);
            var found = OnnxJudge.RunEngine(imported.Network, imported.ToBatch(samples), weights);
            var nodes = network.Nodes.ToDictionary(node => node.Name);
            var compared = 0;
            foreach (var node in imported.Network.Nodes.Where(node => nodes.ContainsKey(node.Name)))
            {
                compared++;
                Assert.Equal(expected[network.Canonical[nodes[node.Name].Index]], found[imported.Network.Canonical[node.Index]]);
            }

            Assert.True(compared > imported.Network.Nodes.Length / 2, $"only {compared} of {imported.Network.Nodes.Length} nodes have names of the exported network");
            Assert.Equal(expected[network.Canonical[network.Outputs[0].Index]], found[imported.Network.Canonical[imported.Network.Outputs[0].Index]]);
        }
    }
}
