using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

public sealed class InitializationTests
{
    private const int Samples = 8;
    private static readonly NoiseSamples Source = new(new SampleOptions { Count = Samples, Side = 32, SequenceLength = 9 });

    [Fact]
    public async Task Gaussian_DrawsEveryWeightFromItsOwnStream_AndResetsTheRest()
    {
        // SqueezeNet's weights are used in the order of the file: those of convolutions have even, biases odd numbers.
        var sketch = Zoo.SqueezeNet();
        var model = sketch.Model.Clone();
        var key = RandomKey.FromSeed(0).Derive(RandomPurpose.Repeat, 0);
        foreach (var (number, constant) in model.Graph.Initializer.ToList().Index())
        {
            var values = new float[constant.RawData.Length / sizeof(float)];
            if (constant.Name.EndsWith(".weight", StringComparison.Ordinal)) Gaussian.Fill(key.Derive(RandomPurpose.Parameter, number), values);
            Plain.Replace(model, constant.Name, values);
        }

        var (patterns, _) = Plain.Patterns(Plain.Run(model, Source.For(OnnxModel.Parse(sketch.Bytes, "m")), sketch.Activations).Values, Samples);

        var result = await Scored.Of(sketch.Bytes, Source);

        Assert.Equal(patterns, result.Metrics["swap"].Mean, 1.0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Roles_OfEveryConstant_AreThoseTheirNamesSay(bool isEncoder)
    {
        var sketch = isEncoder ? Zoo.Bert() : Zoo.ResNet();

        var weights = WeightFinder.Find(OnnxModel.Parse(sketch.Bytes, "m").Graph);

        foreach (var constant in sketch.Model.Graph.Initializer.Where(constant => constant.DataType == 1))
            Assert.Equal(Expected(constant.Name), weights[constant.Name].Role);

        static WeightRole Expected(string name) =>
            name.Contains("running_mean", StringComparison.Ordinal) ? WeightRole.RunningMean
            : name.Contains("running_var", StringComparison.Ordinal) ? WeightRole.RunningVariance
            : name.Contains("_embeddings", StringComparison.Ordinal) ? WeightRole.Embedding
            : name.Contains("MatMul", StringComparison.Ordinal) || name == "fc.weight" ? WeightRole.Linear
            : name.Contains("LayerNorm.weight", StringComparison.Ordinal) || name.Contains("bn", StringComparison.Ordinal) || name.Contains("downsample.1", StringComparison.Ordinal)
                ? name.EndsWith("weight", StringComparison.Ordinal) ? WeightRole.Scale : Shift(name)
            : name.EndsWith("bias", StringComparison.Ordinal) ? WeightRole.Bias
            : WeightRole.Convolution;

        static WeightRole Shift(string name) => name.Contains("LayerNorm", StringComparison.Ordinal) ? WeightRole.Bias : WeightRole.Shift;
    }

    [Fact]
    public void Weights_PassedOnByIdentityTransposeAndConstant_AreTheSameWeights()
    {
        var sketch = new Sketch();
        var x = sketch.Input("x", DataType.Float, -1, 6);
        var weight = sketch.Node("Transpose", [sketch.Node("Identity", [sketch.Weight("w", 4, 6)])], Sketch.Ints("perm", 1, 0));
        sketch.Output(sketch.Activation("Relu", sketch.Node("MatMul", [x, weight])));

        var weights = WeightFinder.Find(OnnxModel.Parse(sketch.Bytes, "m").Graph);

        Assert.Equal((WeightRole.Linear, 6), (weights["w"].Role, weights["w"].FanIn));
    }

    [Fact]
    public async Task Kaiming_OfANetworkWithoutNormalization_HasTheSignsOfGaussian()
    {
        // Without biases a factor on a layer changes no sign, and here biases are reset.
        var gaussian = await Scored.Of(Zoo.SqueezeNet().Bytes, Source);
        var kaiming = await Scored.Of(Zoo.SqueezeNet().Bytes, Source, new OnnxScoringOptions { Initialization = WeightInitialization.Kaiming });

        Assert.Equal(gaussian.Metrics["swap"].Mean, kaiming.Metrics["swap"].Mean, 2.0);
    }

    [Fact]
    public async Task Keep_HasOneRepeat_WhateverIsAsked()
    {
        var result = await Scored.Of(Zoo.SqueezeNet().Bytes, Source, Scored.AsGiven, repeats: 5);

        Assert.Single(result.Metrics["swap"].Values);
    }

    [Fact]
    public async Task Repeats_AreDifferentDraws_AndTheSameEveryTime()
    {
        var first = await Scored.Of(Zoo.ResNet().Bytes, Source, null, 3, "nwot");
        var again = await Scored.Of(Zoo.ResNet().Bytes, Source, null, 3, "nwot");

        Assert.Equal(first.Metrics["nwot"].Values, again.Metrics["nwot"].Values);
        Assert.Equal(3, first.Metrics["nwot"].Values.Distinct().Count());
    }
}
