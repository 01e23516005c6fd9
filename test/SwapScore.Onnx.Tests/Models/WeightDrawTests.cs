using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Tests.Models;

public sealed class WeightDrawTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Drawn_OfEveryConstant_HasTheNumbersOfItsStreamOrTheNeutralOnes(int seed)
    {
        var graph = OnnxModel.Parse(Zoo.ResNet().Bytes, "resnet").Graph;
        var weights = WeightFinder.Find(graph);
        var draw = new WeightDraw(weights, WeightInitialization.Gaussian);
        foreach (var constant in graph.Constants.Values)
        {
            var drawn = draw.Drawn(constant, RandomKey.FromSeed(seed));

            Assert.Equal((constant.Name, constant.DataType), (drawn.Name, drawn.DataType));
            Assert.Equal(constant.Dims, drawn.Dims);
            if (draw.Draws(constant.Name)) Assert.Equal(Expected(weights[constant.Name]), TensorValues.Reals(drawn));
            else Assert.Same(constant, drawn);
        }

        float[] Expected(Weight weight)
        {
            var values = new float[weight.Constant.Count()];
            if (weight.IsRandom) Gaussian.Fill(RandomKey.FromSeed(seed).Derive(RandomPurpose.Parameter, weight.Ordinal), values);
            else if (weight.Role is WeightRole.Scale or WeightRole.RunningVariance) values.AsSpan().Fill(1);
            return values;
        }
    }

    [Fact]
    public void Drawn_OfKeptWeights_IsTheGivenConstant()
    {
        var graph = OnnxModel.Parse(Zoo.AlexNet().Bytes, "alexnet").Graph;
        var draw = new WeightDraw(WeightFinder.Find(graph), WeightInitialization.Keep);

        Assert.All(graph.Constants.Values, constant => Assert.Same(constant, draw.Drawn(constant, RandomKey.FromSeed(0))));
    }

    [Fact]
    public void ForgetGiven_LeavesWhatIsNotDrawn_InMemoryOfItsOwn()
    {
        var sketch = Zoo.Vgg();
        var graph = OnnxModel.Parse(sketch.Bytes, "vgg").Graph;
        var draw = new WeightDraw(WeightFinder.Find(graph), WeightInitialization.Gaussian);
        var kept = graph.Constants.Values.Where(constant => !draw.Draws(constant.Name)).ToDictionary(constant => constant.Name, constant => constant.RawData.ToByteArray());

        draw.ForgetGiven(graph.Constants.Values);

        Assert.All(graph.Constants.Values, constant => Assert.Equal(kept.GetValueOrDefault(constant.Name, []), constant.RawData.ToByteArray()));
    }
}
