using SwapScore.Onnx.Activations;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Tests.Models;

public sealed class ZooTests
{
    private static readonly Dictionary<string, Func<long, Sketch>> Models = new()
    {
        ["alexnet"] = batch => Zoo.AlexNet(batch: batch),
        ["vgg"] = batch => Zoo.Vgg(batch: batch),
        ["resnet"] = batch => Zoo.ResNet(batch: batch),
        ["densenet"] = batch => Zoo.DenseNet(batch: batch),
        ["inception"] = batch => Zoo.Inception(batch: batch),
        ["squeezenet"] = batch => Zoo.SqueezeNet(batch: batch),
        ["shufflenet"] = batch => Zoo.ShuffleNet(batch: batch),
        ["mobilenet"] = batch => Zoo.MobileNetV3(batch: batch),
        ["gates"] = batch => Zoo.Gates(batch: batch),
        ["keras"] = batch => Zoo.Keras(batch: batch),
        ["bert"] = batch => Zoo.Bert(batch: batch),
        ["caffe alexnet"] = batch => Zoo.CaffeAlexNet(batch: batch),
        ["caffe densenet"] = batch => Zoo.CaffeDenseNet(batch: batch),
        ["caffe shufflenet"] = batch => Zoo.CaffeShuffleNet(batch: batch),
        ["tensorflow"] = batch => Zoo.TensorFlow(batch: batch),
        ["vit"] = batch => Zoo.VisionTransformer(batch: batch),
        ["split shufflenet"] = batch => Zoo.SplitShuffleNet(batch: batch),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    /// <summary>A model of any number of samples.</summary>
    internal static Sketch Model(string name) => Models[name](-1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Finder_OfAnExportedModel_FindsWhatItsAuthorWrote(string name)
    {
        var sketch = Models[name](-1);

        var found = ActivationFinder.Find(OnnxModel.Parse(sketch.Bytes, name).Graph);

        Assert.Equal(sketch.Activations, found.Select(activation => activation.Output));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Swap_OfAnExportedModel_IsThatOfAPlainComputation(string name)
    {
        const int Samples = 12;
        var sketch = Models[name](-1);
        var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = SideOf(name), SequenceLength = 11 });
        var plain = Plain.Run(sketch.Model, source.For(OnnxModel.Parse(sketch.Bytes, name)), sketch.Activations);
        var (patterns, neurons) = Plain.Patterns(plain.Values, Samples);

        foreach (var options in new[] { Scored.AsGiven, Scored.AsGiven with { SegmentBytes = 1 << 20 } })
        {
            var result = await Scored.Of(sketch.Bytes, source, options);

            Assert.Null(result.Failure);
            Assert.Equal(neurons, result.Metrics["neurons"].Mean);
            Assert.Equal(patterns, result.Metrics["swap"].Mean, patterns * 0.001 + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Swap_OfAModelExportedForOneSample_IsThatOfAFreeBatch(string name)
    {
        var source = new NoiseSamples(new SampleOptions { Count = 5, Side = SideOf(name), SequenceLength = 11 });

        var free = await Scored.Of(Models[name](-1).Bytes, source, Scored.AsGiven);
        var one = await Scored.Of(Models[name](1).Bytes, source, Scored.AsGiven);

        Assert.Null(one.Failure);
        Assert.Equal(free.Metrics["neurons"].Mean, one.Metrics["neurons"].Mean);
        Assert.Equal(free.Metrics["swap"].Mean, one.Metrics["swap"].Mean, free.Metrics["swap"].Mean * 0.001 + 1);
    }

    [Fact]
    public async Task ParametersAndFlops_OfResNet18_AreThePublishedOnes()
    {
        // torchvision's has 11,689,512 parameters and 1,814,073,344 multiply-adds with 1,000 classes; here are 10.
        var source = new NoiseSamples(new SampleOptions { Count = 2 });

        var result = await Scored.Of(Zoo.ResNet(64, 224).Bytes, source, Scored.AsGiven, 1, "parameters", "flops");

        Assert.Equal(11_689_512 - 990 * 513, result.Parameters);
        Assert.Equal(1_814_073_344 - 990 * 512, result.Flops);
    }

    [Fact]
    public async Task Flops_OfAnEncoderWithFreeDimensions_CountProductsAndAttention()
    {
        const int Width = 32;
        const int Tokens = 11;
        var source = new NoiseSamples(new SampleOptions { Count = 2, SequenceLength = Tokens });

        var result = await Scored.Of(Zoo.Bert(Width).Bytes, source, Scored.AsGiven, 1, "flops", "channel-flops", "own-patterns", "independent-patterns", "swap-plus");

        // Four maps of attention and two of the feed-forward part, four times as wide; scores and their application.
        Assert.Equal(2 * ((4 + 8) * Width * Width * Tokens + 2 * Tokens * Tokens * Width), result.Flops);

        // The same, each divided by its output channels: those of attention's products are the four heads.
        Assert.Equal(2 * ((4 + 1 + 4) * Width * Tokens + 2 * Tokens * Tokens * Width / 4), result.Metrics["channel-flops"].Mean);
        var (share, patterns) = (result.Metrics["own-patterns"].Mean, result.Metrics["independent-patterns"].Mean);
        Assert.InRange(share, 0.001, 1);
        Assert.Equal(result.Metrics["channel-flops"].Mean * share * share * Math.Sqrt(patterns), result.Metrics["swap-plus"].Mean, 1e-9);
    }

    private static int SideOf(string name) => name switch { "alexnet" or "caffe alexnet" => 64, "gates" => 16, _ => 32 };
}
