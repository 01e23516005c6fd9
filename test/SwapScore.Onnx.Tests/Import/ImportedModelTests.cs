using Microsoft.ML.OnnxRuntime;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Onnx.Import;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Tests.Export;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Tests.Import;

/// <summary>Models as other exporters write them give in the engine what they give in ONNX Runtime.</summary>
public sealed class ImportedModelTests
{
    private const int Samples = 3;

    // Single precision through some dozen layers.
    private const double Tolerance = 1e-3;

    private static readonly Dictionary<string, Func<Sketch>> Models = new()
    {
        ["alexnet"] = () => Zoo.AlexNet(),
        ["vgg"] = () => Zoo.Vgg(),
        ["resnet-18"] = () => Zoo.ResNet(),
        ["densenet"] = () => Zoo.DenseNet(),
        ["inception"] = () => Zoo.Inception(),
        ["squeezenet"] = () => Zoo.SqueezeNet(),
        ["mobilenet-v3"] = () => Zoo.MobileNetV3(),
        ["keras"] = () => Zoo.Keras(),
        ["shufflenet"] = () => Zoo.ShuffleNet(),
        ["split-shufflenet"] = () => Zoo.SplitShuffleNet(),
        ["mobilenet-v2"] = () => Zoo.MobileNetV2(),
        ["transformer of patches"] = () => Zoo.Patches(),
    };

    private static readonly Dictionary<string, Func<Sketch, string, string>> Operations = new()
    {
        ["same padding, upper, stride 2"] = (s, x) => Window(s, "Conv", [x, s.Weight("w", 5, 6, 3, 3)], 3, 2, Sketch.Text("auto_pad", "SAME_UPPER")),
        ["same padding, lower, stride 2"] = (s, x) => Window(s, "Conv", [x, s.Weight("w", 5, 6, 3, 3)], 3, 2, Sketch.Text("auto_pad", "SAME_LOWER")),
        ["more padding before"] = (s, x) => Window(s, "Conv", [x, s.Weight("w", 5, 6, 3, 3)], 3, 2, Sketch.Ints("pads", 2, 2, 1, 1)),
        ["zeros around a grouped convolution"] = (s, x) => Window(s, "Conv", [Padded(s, x, 1, 2), s.Weight("w", 6, 2, 3, 3)], 3, 2, Sketch.Int("group", 3)),
        ["dilated convolution and a sum"] = (s, x) => s.Node("Add", [
            s.Weight("b", 5, 1, 1), s.Node("Conv", [x, s.Weight("w", 5, 6, 3, 3)], Sketch.Ints("dilations", 2, 2), Sketch.Ints("pads", 2, 2, 2, 2))]),
        ["transposed convolution"] = (s, x) => s.Node("ConvTranspose", [x, s.Weight("w", 6, 4, 3, 3), s.Weight("b", 4)], Sketch.Ints("strides", 2, 2), Sketch.Ints("output_padding", 1, 1)),
        ["convolution along columns"] = (s, x) => s.Node("Conv", [x, s.Weight("w", 5, 6, 1, 3)], Sketch.Ints("pads", 0, 1, 0, 1)),
        ["convolution of a sequence"] = (s, x) => s.Node("Conv", [s.Node("Reshape", [x, s.Constant(0, 6, -1)]), s.Weight("w", 5, 6, 3)], Sketch.Ints("pads", 1, 1)),
        ["maximum, rounded up"] = (s, x) => Window(s, "MaxPool", [x], 2, 2, Sketch.Int("ceil_mode", 1)),
        ["mean that counts zeros around"] = (s, x) => Window(s, "AveragePool", [Padded(s, x, 1, 1)], 3, 2),
        ["mean that counts no zeros"] = (s, x) => Window(s, "AveragePool", [x], 3, 2, Sketch.Ints("pads", 1, 1, 1, 1)),
        ["largest of a map"] = (s, x) => s.Node("GlobalMaxPool", [s.Node("Slice", [x, s.Constant(0L), s.Constant(3L), s.Constant(1L)])]),
        ["mean of a map, dimensions kept"] = (s, x) => s.Node("ReduceMean", [x], Sketch.Ints("axes", -2, -1)),
        ["matrix that is not turned"] = (s, x) => s.Node("Gemm", [s.Node("Flatten", [x]), s.Weight("w", 6 * 8 * 8, 5), s.Weight("b", 5)]),
        ["matrix turned by a node"] = (s, x) => s.Node("MatMul", [s.Node("Flatten", [x]), s.Node("Transpose", [s.Weight("w", 5, 6 * 8 * 8)], Sketch.Ints("perm", 1, 0))]),
        ["parts of channels"] = (s, x) => Split(s, x),
        ["last rows"] = (s, x) => s.Node("Slice", [x, s.Constant(2L, -5L), s.Constant(9L, long.MaxValue), s.Constant(2L, 3L)]),
        ["differences and squares"] = (s, x) => s.Node("Sub", [s.Node("Pow", [x, s.Constant(2f)]), s.Node("Neg", [s.Node("Tanh", [x])])]),
        ["one number per channel"] = (s, x) => s.Node("Mul", [x, s.Node("Sigmoid", [s.Node("GlobalAveragePool", [x])])]),
        ["channels last"] = (s, x) => s.Node("Transpose", [s.TokenLinear("map", s.Node("Transpose", [s.Node("Relu", [x])], Sketch.Ints("perm", 0, 2, 3, 1)), 6, 5)], Sketch.Ints("perm", 0, 3, 1, 2)),
        ["channels last, in memory"] = (s, x) => s.Node("Flatten", [s.Node("Transpose", [s.Node("Relu", [x])], Sketch.Ints("perm", 0, 2, 3, 1))]),
        ["columns first, in memory"] = (s, x) => s.Node("Flatten", [s.Node("Transpose", [s.Node("Relu", [x])], Sketch.Ints("perm", 0, 3, 1, 2))]),
        ["rows and columns exchanged, in memory"] = (s, x) => s.Node("Flatten", [s.Node("Transpose", [s.Node("Relu", [x])], Sketch.Ints("perm", 0, 1, 3, 2))]),
        ["all exchanged, in memory"] = (s, x) => s.Node("Flatten", [s.Node("Transpose", [s.Node("Relu", [x])], Sketch.Ints("perm", 0, 3, 2, 1))]),
        ["joined along rows"] = (s, x) => s.Cat("Concat", 2, x, s.Node("Relu", [x])),
        ["first columns"] = (s, x) => s.Node("Slice", [x, s.Constant(1L), s.Constant(5L), s.Constant(3L)]),
        ["sum of a product and its factor"] = (s, x) => s.Node("Add", [s.Node("MatMul", [x, s.Node("Transpose", [x], Sketch.Ints("perm", 0, 1, 3, 2))]), s.Node("Transpose", [x], Sketch.Ints("perm", 0, 1, 3, 2))]),
        ["softmax of channels"] = (s, x) => s.Node("Relu", [s.Node("Softmax", [x], Sketch.Int("axis", 1))]),
        ["softmax of columns"] = (s, x) => s.Node("Relu", [s.Node("Softmax", [x], Sketch.Int("axis", -1))]),
        ["silu"] = (s, x) => s.Node("Mul", [x, s.Node("Sigmoid", [x])]),
        ["gelu by tanh"] = (s, x) => s.Node("Mul", [
            s.Node("Mul", [x, s.Constant(0.5f)]),
            s.Node("Add", [s.Node("Tanh", [s.Node("Mul", [s.Node("Add", [x, s.Node("Mul", [s.Node("Pow", [x, s.Constant(3f)]), s.Constant(0.044715f)])]), s.Constant(0.7978846f)])]), s.Constant(1f)])]),
        ["quick gelu"] = (s, x) => s.Node("Mul", [x, s.Node("Sigmoid", [s.Node("Mul", [x, s.Constant(1.702f)])])]),
        ["hard swish"] = (s, x) => s.Node("HardSwish", [x]),
        ["hard sigmoid written out"] = (s, x) => s.Node("Div", [s.Node("Clip", [s.Node("Add", [x, s.Constant(3f)]), s.Constant(0f), s.Constant(6f)]), s.Constant(6f)]),
        ["leaky relu as a maximum"] = (s, x) => s.Node("Max", [x, s.Node("Mul", [x, s.Constant(0.1f)])]),
    };

    private static readonly Dictionary<string, (Func<Sketch, string, string> Add, string Reason)> Refused = new()
    {
        ["operator"] = ((s, x) => s.Node("LRN", [x], Sketch.Int("size", 3)), "/LRN (LRN): it has no such operator"),
        ["slopes"] = ((s, x) => s.Node("PRelu", [x, s.Weight("slope", 6, 1, 1)]), "/PRelu (PRelu): it has no such operator"),
        ["function"] = ((s, x) => s.Node("Mul", [x, s.Node("Tanh", [s.Node("Softplus", [x])])]), "/Softplus (Softplus): it has no such operator"),
        ["window"] = ((s, x) => s.Node("Conv", [x, s.Weight("w", 5, 6, 3, 1)]), "/Conv (Conv): its window of 3×1, stride 1×1, padding 0×0 is not square"),
        ["rounded up"] = (
            (s, x) => Window(s, "MaxPool", [x], 3, 2, Sketch.Int("ceil_mode", 1)),
            "/MaxPool (MaxPool): its padding of 0×0 before and 1×1 behind rows and columns cannot be made equal on both sides"),
        ["four dimensions"] = ((s, x) => s.Node("Reshape", [x, s.Constant(0, 2, 3, 8, 8)]), "/Reshape (Reshape): it gives 4 dimensions longer than 1, where the engine has 3"),
        ["constant"] = ((s, x) => s.Node("Add", [s.Node("Relu", [x]), s.Weight("b", 6, 1, 1)]), "/Add (Add): the engine has no sums of values with constants but the bias of a map"),
        ["computed weight"] = ((s, x) => s.Node("Conv", [x, s.Node("Abs", [s.Weight("w", 5, 6, 3, 3)])]), "/Conv (Conv): its weight is computed"),
        ["samples"] = ((s, x) => s.Node("Reshape", [x, s.Constant(-1, 8)]), "/Reshape (Reshape): it merges the dimension of the samples with others"),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    public static TheoryData<string> OperationNames => [.. Operations.Keys];

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_Imported_GivesTheOutputOfOnnxRuntime(string name)
    {
        var model = OnnxModel.Parse(Models[name]().Bytes, name);
        Compare(model);
    }

    [Theory]
    [MemberData(nameof(OperationNames))]
    public void Operation_Imported_GivesTheOutputOfOnnxRuntime(string name) => Compare(OnnxModel.Parse(Of(Operations[name]), name));

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void Operation_ThatTheEngineHasNot_IsNamed(string name)
    {
        var model = OnnxModel.Parse(Of(Refused[name].Add), name);
        var samples = new BatchSamples(Noise.ToBatch(new Shape(6, 8, 8), Samples, 1)).For(model);
        var fault = Assert.Throws<InputException>(() => GraphImport.Create(name, model.Graph, samples, null));
        Assert.StartsWith($"the engine cannot compute {Refused[name].Reason}", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Of(Func<Sketch, string, string> add)
    {
        var sketch = new Sketch();
        return sketch.Output(add(sketch, sketch.Image(-1, 6, 8))).Bytes;
    }

    private static string Window(Sketch s, string type, string[] inputs, int kernel, int stride, params SwapScore.Onnx.Schema.AttributeProto[] attributes) =>
        s.Node(type, inputs, [Sketch.Ints("kernel_shape", kernel, kernel), Sketch.Ints("strides", stride, stride), .. attributes]);

    private static string Padded(Sketch s, string x, long before, long after) => s.Node("Pad", [x, s.Constant(0, 0, before, before, 0, 0, after, after)]);

    private static string Split(Sketch s, string x)
    {
        var first = s.Node("Split", [x, s.Constant(2L, 4L)], Sketch.Int("axis", 1));
        s.Last.Output.Add("second");
        return s.Cat("Concat", 1, "second", s.Node("Relu", [first]));
    }

    private static void Compare(OnnxModel model)
    {
        var input = model.Inputs[0];
        var sides = input.Dimensions.Skip(1).Select(side => (int)side).ToArray();
        var batch = Noise.ToBatch(new Shape(sides[0], sides[1], sides[2]), Samples, 1);
        var samples = new BatchSamples(batch).For(model);
        var imported = GraphImport.Create(model.Name, model.Graph, samples, input.Dimensions[0] > 0 ? (int)input.Dimensions[0] : null);
        var weights = new ModelInitializer(imported, model.Graph, new WeightDraw(model.Weights, WeightInitialization.Keep));
        var found = OnnxJudge.RunEngine(imported.Network, imported.ToBatch(samples), weights, NormalizationMode.Running)[imported.Network.Canonical[imported.Network.Outputs[0].Index]];

        using var session = OnnxJudge.Load(Google.Protobuf.MessageExtensions.ToByteArray(model.Graph.Model));
        using var fed = samples.Tensors[0].Feed(0, Samples, Samples);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [input.Name], [fed], [session.OutputNames[0]]);
        var expected = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        var size = Math.Sqrt(expected.Sum(value => (double)value * value) / expected.Length);
        var neurons = expected.Length / Samples;
        for (var sample = 0; sample < Samples; sample++)
            for (var neuron = 0; neuron < neurons; neuron++)
                Assert.Equal(expected[sample * neurons + neuron], found[neuron * Samples + sample], tolerance: Tolerance * size);
    }
}
