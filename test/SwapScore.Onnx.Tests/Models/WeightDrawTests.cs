using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using SwapScore.Spaces;

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

    /// <summary>What an exported network reads beside its parameters is arithmetic: lists, factors, indicators of distances, matrices of transforms.</summary>
    [Theory]
    [InlineData("flexibert", 6, "Cosine-", "Sine-", "DiscreteCosine-")]
    [InlineData("autoformer-tiny", 32, "distances-")]
    [InlineData("pit", 32)]
    [InlineData("nasbench201", 8)]
    public void Draws_OfAnExportedNetwork_AreItsParameters(string name, int side, params string[] expected)
    {
        var space = SearchSpaces.Find(name);
        var constants = new List<string>();
        for (var seed = 0; constants.Count == 0 || !expected.All(part => constants.Exists(constant => constant.Contains(part, StringComparison.Ordinal))); seed++)
        {
            var (task, architecture) = (space.Tasks[0], space.Sample(RandomKey.FromSeed(seed)));
            var network = space.BuildScoringNetwork(architecture, task, task.Preparation == ImagePreparation.Tokens ? new Shape(1, 1, side) : task.Input with { Rows = side, Columns = side });
            var graph = OnnxModel.Parse(OnnxExport.ToBytes(network, new OnnxExportOptions { Initializer = space.ScoringInitializer }), name).Graph;
            var draw = new WeightDraw(WeightFinder.Find(graph), WeightInitialization.Gaussian);
            Assert.All(graph.Constants.Keys, constant => Assert.Equal((constant, !constant.StartsWith("constant.", StringComparison.Ordinal)), (constant, draw.Draws(constant))));
            constants.AddRange(graph.Constants.Keys);
        }
    }

    [Fact]
    public void Draws_OfProducts_AreOfIdentitiesButNotOfTransforms()
    {
        const int Length = 8;
        var sketch = new Sketch();
        var x = sketch.Input("x", TensorProto.Types.DataType.Float, -1, Length);
        foreach (var (name, value) in new (string, Func<int, int, double>)[]
        {
            ("identity", (k, n) => k == n ? 1 : 0),
            ("cosine", (k, n) => Math.Cos(2 * Math.PI * k * n / Length)),
            ("sine", (k, n) => Math.Sin(2 * Math.PI * k * n / Length)),
            ("negative-sine", (k, n) => -Math.Sin(2 * Math.PI * k * n / Length)),
            ("discrete-cosine", (k, n) => 2 * Math.Cos(Math.PI * k * (2 * n + 1) / (2 * Length))),
            ("discrete-cosine-exchanged", (k, n) => 2 * Math.Cos(Math.PI * n * (2 * k + 1) / (2 * Length))),
            ("nearly", (k, n) => Math.Cos(2 * Math.PI * k * n / Length) + (k == 3 ? 0.01 : 0)),
        })
            x = sketch.Node($"{name}/MatMul", [x, sketch.Initializer(name, [.. Enumerable.Range(0, Length * Length).Select(i => (float)value(i / Length, i % Length))], Length, Length)]);
        sketch.Output(x);

        var graph = OnnxModel.Parse(sketch.Bytes, "products").Graph;
        var draw = new WeightDraw(WeightFinder.Find(graph), WeightInitialization.Gaussian);
        Assert.Equal(["identity", "nearly"], graph.Constants.Keys.Where(draw.Draws).Order());
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
