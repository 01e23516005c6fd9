using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>The bytes a model is opened from are those of a model with the drawn weights.</summary>
public sealed class DrawnModelTests
{
    [Fact]
    public void Draw_Twice_GivesTheModelWithTheWeightsOfEachRepeat()
    {
        var graph = OnnxModel.Parse(Zoo.ResNet().Bytes, "resnet").Graph;
        var weights = WeightFinder.Find(graph);
        var draw = new WeightDraw(weights, WeightInitialization.Gaussian);
        var names = graph.Constants.Keys.Order().ToList();
        var model = new DrawnModel(PartialModel.Of(graph, graph.Nodes, graph.Constants.Values, [], []), draw);

        foreach (var seed in new[] { 1, 2 })
        {
            model.Draw(RandomKey.FromSeed(seed), threads: 2);
            var read = ModelProto.Parser.ParseFrom(model.Bytes);

            Assert.Equal(graph.Nodes, read.Graph.Node);
            Assert.Equal(names, read.Graph.Initializer.Select(constant => constant.Name).Order());
            foreach (var constant in read.Graph.Initializer)
            {
                Assert.Equal(graph.Constants[constant.Name].Dims, constant.Dims);
                Assert.Equal(Expected(constant, seed), TensorValues.Reals(constant));
            }
        }

        float[] Expected(TensorProto constant, int seed)
        {
            var values = new float[constant.Count()];
            if (!draw.Draws(constant.Name)) return [.. TensorValues.Reals(graph.Constants[constant.Name])];
            var weight = weights[constant.Name];
            if (weight.IsRandom) Gaussian.Fill(RandomKey.FromSeed(seed).Derive(RandomPurpose.Parameter, weight.Ordinal), values);
            else if (weight.Role is WeightRole.Scale or WeightRole.RunningVariance) values.AsSpan().Fill(1);
            return values;
        }
    }

    [Fact]
    public void Bytes_OfKeptWeights_AreTheModel()
    {
        var graph = OnnxModel.Parse(Zoo.AlexNet().Bytes, "alexnet").Graph;
        var model = new DrawnModel(
            PartialModel.Of(graph, graph.Nodes, graph.Constants.Values, [], []), new WeightDraw(WeightFinder.Find(graph), WeightInitialization.Keep));
        model.Draw(RandomKey.FromSeed(0), threads: 1);

        Assert.Equal(graph.Constants.Values, ModelProto.Parser.ParseFrom(model.Bytes).Graph.Initializer);
        Assert.Equal(graph.Constants.Values.Sum(TensorValues.Bytes), model.WeightBytes);
    }
}
