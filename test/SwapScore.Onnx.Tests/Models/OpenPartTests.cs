using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>A part that is opened once gives, with the weights of every repeat, what a model with these weights for constants gives.</summary>
public sealed class OpenPartTests
{
    private const int Samples = 3;

    // As wide as it takes for ONNX Runtime to arrange channels in blocks.
    private static readonly Dictionary<string, (Func<Sketch> Sketch, int Side)> Models = new()
    {
        ["alexnet"] = (() => Zoo.AlexNet(16), 64),
        ["vgg"] = (() => Zoo.Vgg(8), 32),
        ["resnet"] = (() => Zoo.ResNet(16), 64),
        ["resnet of opset 11"] = (() => Zoo.ResNet(16, opset: 11), 64),
        ["densenet"] = (() => Zoo.DenseNet(16), 32),
        ["inception"] = (() => Zoo.Inception(8), 32),
        ["shufflenet"] = (() => Zoo.ShuffleNet(48), 32),
        ["mobilenet"] = (() => Zoo.MobileNetV3(16), 32),
        ["keras"] = (() => Zoo.Keras(16), 32),
        ["tensorflow"] = (() => Zoo.TensorFlow(16), 32),
        ["caffe densenet"] = (() => Zoo.CaffeDenseNet(16), 32),
        ["vit"] = (() => Zoo.VisionTransformer(), 32),
        ["bert"] = (() => Zoo.Bert(), 32),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_WithTheWeightsOfTwoRepeats_GivesWhatModelsOfTheseWeightsGive(string name)
    {
        foreach (var mode in new[] { NormalizationMode.Batch, NormalizationMode.Running })
            AssertRepeats(Models[name].Sketch(), Models[name].Side, mode, WeightInitialization.Kaiming);
    }

    [Fact]
    public void Run_WithLargeWeightsThatAreKept_GivesWhatTheModelGives() =>
        AssertRepeats(Zoo.Vgg(32), 32, NormalizationMode.Running, WeightInitialization.Keep);

    private static void AssertRepeats(Sketch sketch, int side, NormalizationMode mode, WeightInitialization initialization)
    {
        var model = OnnxModel.Parse(sketch.Bytes, "model");
        var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = side, SequenceLength = 7 });
        var (_, samples, placement) = PlacementSearch.Find(model, source, sketch.Activations, new OnnxScoringOptions { Threads = 1 });
        var graph = BatchStatistics.Apply(placement.Graph, mode, new Dictionary<string, long[]>());
        var inputs = samples.Tensors.Select(tensor => PartialModel.Input(tensor.Name, tensor.ElementType, tensor.Shape(Samples))).ToList();
        var nodes = graph.Needed(sketch.Activations);
        var constants = nodes.SelectMany(ModelGraph.Reads).Distinct().Where(graph.Constants.ContainsKey).ToList();
        var segment = new Segment(nodes, constants, [.. inputs.Select(input => input.Name)], sketch.Activations, []);
        var draw = new WeightDraw(model.Weights, initialization);
        using var part = OpenPart.Open(graph, segment, inputs, draw, only: null, threads: 2);
        foreach (var seed in new[] { 1, 2 })
        {
            var key = RandomKey.FromSeed(seed);
            var drawn = constants.Select(name => draw.Drawn(graph.Constants[name], key));
            var expected = Plain.Run(PartialModel.Create(graph, nodes, drawn, inputs, []), samples, segment.Outputs);
            using var once = OpenPart.Open(graph, segment, inputs, draw, key, threads: 2);
            AssertValues(part, key, samples, segment, expected);
            AssertValues(once, key, samples, segment, expected);
        }
    }

    private static void AssertValues(OpenPart part, RandomKey key, ModelSamples samples, Segment segment, Dictionary<string, float[]> expected)
    {
        part.Draw(key, threads: 2);
        using var options = new RunOptions();
        var fed = samples.Tensors.Select(tensor => tensor.Feed(0, Samples, Samples)).ToList();
        using var results = part.Run(options, fed, TestContext.Current.CancellationToken);
        foreach (var (output, value) in segment.Outputs.Zip(results))
        {
            var tolerance = 1e-3 * Math.Max(1, expected[output].Max(Math.Abs));
            Assert.All(value.GetTensorDataAsSpan<float>().ToArray().Zip(expected[output]), pair => Assert.Equal(pair.Second, pair.First, tolerance));
        }

        fed.ForEach(one => one.Dispose());
    }
}
