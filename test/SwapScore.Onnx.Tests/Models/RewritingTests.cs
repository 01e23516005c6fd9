using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>A model has the same score however its exporter wrote it.</summary>
public sealed class RewritingTests
{
    private const int Samples = 10;
    private static readonly NoiseSamples Source = new(new SampleOptions { Count = Samples, Side = 32, SequenceLength = 7 });

    [Theory]
    [InlineData("resnet")]
    [InlineData("shufflenet")]
    [InlineData("bert")]
    public async Task Functions_ThatAskForRanks_AreUnfolded(string name)
    {
        var sketch = name switch { "resnet" => Zoo.ResNet(), "shufflenet" => Zoo.ShuffleNet(), _ => Zoo.Bert() };
        var functions = Rewriting.AsFunctions(sketch.Model).ToByteArray();

        var flat = await Scored.Of(sketch.Bytes, Source);
        var called = await Scored.Of(functions, Source);

        Assert.Null(called.Failure);
        Assert.Equal(sketch.Activations.Count, ModelInspection.Create(OnnxModel.Parse(functions, "m"), Source).Activations.Count);
        Assert.Equal(flat.Parameters, called.Parameters);
        Assert.Equal(flat.Metrics["neurons"].Mean, called.Metrics["neurons"].Mean);
        Assert.Equal(flat.Metrics["swap"].Mean, called.Metrics["swap"].Mean);
    }

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    [InlineData("double")]
    public async Task OtherPrecision_IsComputedInSinglePrecision(string name)
    {
        var type = Enum.Parse<DataType>(name, ignoreCase: true);
        foreach (var sketch in new[] { Zoo.ResNet(), Zoo.Bert() })
        {
            var rounded = await Scored.Of(Rewriting.Rounded(sketch.Model, type).ToByteArray(), Source, Scored.AsGiven);
            var narrow = await Scored.Of(Rewriting.InPrecision(sketch.Model, type).ToByteArray(), Source, Scored.AsGiven);
            var drawn = await Scored.Of(Rewriting.InPrecision(sketch.Model, type).ToByteArray(), Source);

            Assert.Null(narrow.Failure);
            Assert.Equal(rounded.Metrics["neurons"].Mean, narrow.Metrics["neurons"].Mean);
            Assert.Equal(rounded.Metrics["swap"].Mean, narrow.Metrics["swap"].Mean, 0.002 * rounded.Metrics["swap"].Mean);
            Assert.Equal((await Scored.Of(sketch.Bytes, Source)).Metrics["swap"].Mean, drawn.Metrics["swap"].Mean);
        }
    }

    /// <summary>ONNX Runtime itself, which rounds every value to half precision, sees nearly the same signs.</summary>
    [Fact]
    public async Task HalfPrecision_HasNearlyTheSignsOnnxRuntimeGives()
    {
        var sketch = Zoo.ResNet();
        var model = Rewriting.InPrecision(sketch.Model, DataType.Float16);
        using var session = new InferenceSession(Exposed(model, sketch.Activations));
        var input = Source.For(OnnxModel.Parse(sketch.Bytes, "m")).Tensors[0];
        var halves = Array.ConvertAll(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(input.Values).ToArray(), value => (Float16)value);
        using var fed = OrtValue.CreateTensorValueFromMemory(halves, input.Shape(Samples));
        using var run = new RunOptions();
        using var results = session.Run(run, ["input"], [fed], sketch.Activations);
        var (patterns, neurons) = Plain.Patterns(results.Select(result => Array.ConvertAll(result.GetTensorDataAsSpan<Float16>().ToArray(), value => (float)value)), Samples);

        var scored = await Scored.Of(model.ToByteArray(), Source, Scored.AsGiven);

        Assert.Equal(neurons, scored.Metrics["neurons"].Mean);
        Assert.Equal(patterns, scored.Metrics["swap"].Mean, 0.02 * patterns);

        static byte[] Exposed(ModelProto model, IEnumerable<string> values)
        {
            var exposed = model.Clone();
            exposed.Graph.Output.Clear();
            exposed.Graph.Output.Add(values.Select(value => new ValueInfoProto { Name = value }));
            return exposed.ToByteArray();
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(17)]
    public async Task TrainingMode_DropsNothing(int opset)
    {
        var sketch = Zoo.ResNet(opset: opset);

        var plain = await Scored.Of(sketch.Bytes, Source);
        var training = await Scored.Of(Rewriting.InTraining(sketch.Model, opset).ToByteArray(), Source);

        Assert.Null(training.Failure);
        Assert.Equal(plain.Metrics["swap"].Mean, training.Metrics["swap"].Mean);
    }

    [Fact]
    public async Task WeightsWithoutNumbers_AreDrawnAllTheSame()
    {
        var sketch = Zoo.ResNet();

        var plain = await Scored.Of(sketch.Bytes, Source);
        var structure = await Scored.Of(Rewriting.WithoutNumbers(sketch.Model).ToByteArray(), Source);

        Assert.Equal(plain.Parameters, structure.Parameters);
        Assert.Equal(plain.Metrics["swap"].Mean, structure.Metrics["swap"].Mean);
    }

    [Fact]
    public void ScalesAndShifts_BesideNormalizations_AreReset_ButNotThoseOfTheInput()
    {
        var caffe = WeightFinder.Find(OnnxModel.Parse(Zoo.CaffeDenseNet().Bytes, "m").Graph);
        var tensorFlow = WeightFinder.Find(OnnxModel.Parse(Zoo.TensorFlow().Bytes, "m").Graph);
        var vision = WeightFinder.Find(OnnxModel.Parse(Zoo.VisionTransformer().Bytes, "m").Graph);

        Assert.Equal((WeightRole.Scale, WeightRole.Bias), (caffe["conv1_scale_w"].Role, caffe["conv1_scale_b"].Role));
        Assert.Equal((WeightRole.Scale, WeightRole.Bias), (tensorFlow["bn1/mul"].Role, tensorFlow["bn1/sub"].Role));
        Assert.Equal(WeightRole.Other, tensorFlow["mean"].Role);
        Assert.Equal((WeightRole.Scale, WeightRole.Embedding, WeightRole.Linear), (vision["gamma.0"].Role, vision["position"].Role, vision["mix.0"].Role));
    }

    /// <summary>Without normalisation N(0, 1) overflows after some dozen layers; the default does not, and asking for it says so.</summary>
    [Fact]
    public async Task DeepModelWithoutNormalization_IsDrawnSmaller_AndOverflowIsNoScore()
    {
        var sketch = new Sketch();
        var x = sketch.Image(-1, 3, 8);
        for (var i = 0; i < 60; i++) x = sketch.Activation("Relu", sketch.Conv($"conv{i}", x, i == 0 ? 3 : 16, 16, 3));
        sketch.Output(x);

        var standard = await Scored.Of(sketch.Bytes, Source);
        var insisted = await Scored.Of(sketch.Bytes, Source, new OnnxScoringOptions { Initialization = WeightInitialization.Gaussian });

        Assert.Null(standard.Failure);
        Assert.Contains("an activation is NaN or infinite", insisted.Failure);
    }
}
