using Microsoft.ML.OnnxRuntime;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Weights;

namespace SwapScore.Onnx.Tests.Export;

public sealed class OnnxExportTests : IDisposable
{
    private static readonly OnnxExportOptions Inference = new() { Normalization = NormalizationMode.Running, Initializer = new FanInUniformInitializer() };

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Model_OfADartsNetwork_HasTheNamesAndWeightsOfTheNetwork()
    {
        var network = DartsNetworks.BuildScoring((DartsGenotype)new DartsSpace().Parse("PDARTS"), new Shape(3, 32, 32));
        var graph = OnnxExport.Build(network, Inference, new EmbeddedTensors()).Graph;
        Assert.Equal("input", Assert.Single(graph.Input).Name);
        Assert.Equal("classifier", Assert.Single(graph.Output).Name);
        Assert.All(network.Nodes.Skip(1), node => Assert.Contains(graph.Node, written => written.Name == node.Name));
        Assert.Equal("Relu", graph.Node.First(node => node.Name == "cell0.preprocess0.relu").OpType);
        var weight = graph.Initializer.First(tensor => tensor.Name == "cell0.preprocess0.convolution.weight");
        Assert.Equal([6, 3, 1, 1], weight.Dims);
        Assert.Equal(network.Parameters, graph.Initializer
            .Where(tensor => tensor.Name.EndsWith(".weight", StringComparison.Ordinal) || tensor.Name.EndsWith(".bias", StringComparison.Ordinal))
            .Sum(tensor => tensor.Dims.Aggregate(1L, (product, length) => product * length)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Model_AnyNumberOfSamples_Runs(int samples)
    {
        // A cell with none between its nodes: zeros need the number of samples.
        var space = SearchSpaces.Find("nasbench201");
        var network = space.BuildScoringNetwork(space.Parse("(1, 1, 1, 1, 1, 1)"), space.Tasks[0], new Shape(3, 8, 8));
        using var session = OnnxJudge.Load(OnnxExport.ToBytes(network, Inference));
        using var input = OnnxJudge.InputOf(network, Noise.ToBatch(new Shape(3, 8, 8), samples, 0));
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["input"], [input], ["classifier"]);
        Assert.Equal([samples, 10], outputs[0].GetTensorTypeAndShape().Shape);
    }

    [Theory]
    [InlineData("cifar", 3_349_342)]
    [InlineData("imagenet", 4_718_752)]
    public void Model_FullSize_IsLoadedByOnnxRuntimeAndHasThePublishedParameters(string kind, long parameters)
    {
        var genotype = (DartsGenotype)new DartsSpace().Parse("DARTS_V2");
        var network = kind == "cifar"
            ? DartsNetworks.Build(genotype, DartsNetworkOptions.Cifar with { Auxiliary = true }, new Shape(3, 32, 32))
            : DartsNetworks.Build(genotype, DartsNetworkOptions.ImageNet, new Shape(3, 224, 224));
        Assert.Equal(parameters, network.Parameters);
        using var session = OnnxJudge.Load(OnnxExport.ToBytes(network, Inference));
        Assert.Equal(network.Outputs.Select(node => node.Name), session.OutputNames);
        Assert.Equal([-1, network.Outputs[0].Shape.Channels], session.OutputMetadata["classifier"].Dimensions);
    }

    [Fact]
    public void Weights_TooLargeForOneFile_LieBesideIt()
    {
        var network = Small();
        var path = Path.Combine(_folder, "model.onnx");
        OnnxExport.Save(network, Inference, path, maximumEmbedded: 1000);

        Assert.Equal(["model.onnx", "model.onnx.data"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        var external = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Initializer.Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External).ToList();
        Assert.NotEmpty(external);
        Assert.Equal(Output(new InferenceSession(OnnxExport.ToBytes(network, Inference)), network), Output(new InferenceSession(path), network));
    }

    [Fact]
    public void Save_OverAnExistingFile_ReplacesItAndLeavesNothingElse()
    {
        var path = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(path, "old");
        OnnxExport.Save(Small(), Inference, path);
        Assert.Equal(OnnxExport.ToBytes(Small(), Inference), File.ReadAllBytes(path));
        Assert.Equal(path, Assert.Single(Directory.GetFiles(_folder)));
    }

    [Fact]
    public void Save_WhereNothingCanBeWritten_SaysSo()
    {
        var fault = Assert.Throws<OutputException>(() => OnnxExport.Save(Small(), Inference, Path.Combine(_folder, "missing", "model.onnx")));
        Assert.Contains("cannot write", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_ThatMeet_AreToldApart()
    {
        // The second node has the name of the first one's weight.
        var builder = new NetworkBuilder("names");
        var x = builder.Convolution(builder.Input(new Shape(2, 4, 4)), 3, 1, name: "map");
        var network = builder.Build(builder.Relu(x, "map.weight"));
        using var session = OnnxJudge.Load(OnnxExport.ToBytes(network, Inference));
        Assert.Equal("map.weight", Assert.Single(session.OutputNames));
    }

    [Fact]
    public void Weights_SharedByNodes_AreWrittenOnce()
    {
        var space = SearchSpaces.Find("transnas-micro");
        var network = space.BuildScoringNetwork(space.Parse("64-41414-1_02_333"), SearchSpaces.FindTask(space, "jigsaw"), new Shape(27, 32, 32));
        var graph = OnnxExport.Build(network, Inference, new EmbeddedTensors()).Graph;
        Assert.Equal(network.Nodes.Where(node => node.WeightOwner == node).Sum(node => node.Parameters.Length),
            graph.Initializer.Count(tensor => !tensor.Name.StartsWith("constant.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Model_Twice_HasTheSameBytesAndOtherKeysOtherWeights()
    {
        var first = OnnxExport.ToBytes(Small(), Inference);
        Assert.Equal(first, OnnxExport.ToBytes(Small(), Inference));
        Assert.NotEqual(first, OnnxExport.ToBytes(Small(), Inference with { Key = RandomKey.FromSeed(1) }));
    }

    private static Network Small()
    {
        var builder = new NetworkBuilder("small");
        var x = builder.BatchNormalization(builder.Convolution(builder.Input(new Shape(3, 6, 6)), 20, 5, name: "first"));
        return builder.Build(builder.Linear(builder.Relu(x), 100));
    }

    private static float[] Output(InferenceSession session, Network network)
    {
        using (session)
        {
            using var input = OnnxJudge.InputOf(network, Noise.ToBatch(network.Inputs.Single().Shape, 2, 0));
            using var run = new RunOptions();
            using var outputs = session.Run(run, session.InputNames, [input], session.OutputNames);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
    }
}
