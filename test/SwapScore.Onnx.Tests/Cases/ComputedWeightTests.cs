using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Cases;

/// <summary>Weights that lead to an operation through computation: two models that differ in their numbers alone have one score.</summary>
public sealed class ComputedWeightTests
{
    private static readonly NoiseSamples Source = new(new SampleOptions { Count = 8 });

    public static TheoryData<string> Kinds => ["batch norm of a filter", "joined", "cut", "flat", "matrices multiplied", "class token", "positions", "gate", "slopes", "dequantised", "sequence"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Score_OfTwoModelsThatDifferInTheirNumbersAlone_IsOne(string kind)
    {
        var one = await Scored.Of(Model(kind, 1), Source, null, 2, "swap", "nwot", "l2-norm");
        var other = await Scored.Of(Model(kind, 2), Source, null, 2, "swap", "nwot", "l2-norm");

        Assert.Null(one.Failure);
        Assert.False(one.KeepsTrainedNumbers);
        foreach (var metric in one.Metrics.Keys) Assert.Equal(one.Metrics[metric].Values, other.Metrics[metric].Values);
    }

    [Fact]
    public async Task Score_ThatDependsOnNumbersOfUnknownMeaning_SaysSo()
    {
        var sketch = new Sketch();
        var x = sketch.Node("MatMul", [sketch.Input("x", DataType.Float, -1, 6), sketch.Weight("w", 6, 6)]);
        sketch.Output(sketch.Activation("Relu", sketch.Node("Max", [x, sketch.Weight("least", 6)])));

        var drawn = await Scored.Of(sketch.Bytes, Source);
        var kept = await Scored.Of(sketch.Bytes, Source, Scored.AsGiven);

        Assert.True(drawn.KeepsTrainedNumbers);
        Assert.False(kept.KeepsTrainedNumbers);
    }

    [Fact]
    public void Slopes_ArePyTorchsWhenWeightsAreDrawn()
    {
        var weights = WeightFinder.Find(OnnxModel.Parse(Model("slopes", 1), "m").Graph);

        Assert.Equal(WeightRole.Slope, weights["slope"].Role);
    }

    private static byte[] Model(string kind, int seed)
    {
        var sketch = new Sketch();
        var number = 0;
        var isImage = kind is "batch norm of a filter";
        var x = isImage ? sketch.Input("x", DataType.Float, -1, 3, 6, 6) : kind == "sequence" ? sketch.Input("x", DataType.Float, 5, -1, 6) : sketch.Input("x", DataType.Float, -1, 4, 6);
        if (kind == "sequence") sketch.Model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimParam = "batch";
        var y = kind switch
        {
            "batch norm of a filter" => FilterNorm(),
            "joined" => sketch.Node("MatMul", [x, sketch.Cat("Concat", 1, Numbers(6, 4), Numbers(6, 4))]),
            "cut" => sketch.Node("MatMul", [x, sketch.Node("Slice", [Numbers(12, 8), sketch.Constant([3L]), sketch.Constant([9L]), sketch.Constant([0L])])]),
            "flat" => sketch.Node("MatMul", [x, sketch.Node("Reshape", [Numbers(48), sketch.Constant(6, 8)])]),
            "matrices multiplied" => sketch.Node("MatMul", [x, sketch.Node("Add", [Numbers(6, 8), sketch.Node("MatMul", [Numbers(6, 2), Numbers(2, 8)])])]),
            "class token" => sketch.Node("MatMul", [ClassToken(), Numbers(6, 8)]),
            "positions" => sketch.Node("MatMul", [sketch.Node("Add", [Mapped(), sketch.Node("Slice", [Numbers(1, 9, 6), sketch.Constant([0L]), sketch.Constant([4L]), sketch.Constant([1L])])]), Numbers(6, 8)]),
            "gate" => sketch.Node("MatMul", [sketch.Node("Mul", [sketch.Activation("Relu", Mapped()), Numbers(6)]), Numbers(6, 8)]),
            "slopes" => sketch.Node("MatMul", [sketch.Node("PRelu", [Mapped(), Named("slope", 1)]), Numbers(6, 8)]),
            "dequantised" => sketch.Node("MatMul", [x, sketch.Node("DequantizeLinear", [Whole(), sketch.Filled("step", 0.01f)])]),
            _ => sketch.Node("LSTM", [x, sketch.Node("Slice", [Numbers(2, 12, 6), sketch.Constant([0L]), sketch.Constant([1L]), sketch.Constant([0L])]), Numbers(1, 12, 3)], Sketch.Int("hidden_size", 3)),
        };
        sketch.Output(sketch.Activation("Relu", y));
        return sketch.Bytes;

        string Numbers(params long[] dimensions) => Named($"c{number++}", dimensions);

        string Named(string name, params long[] dimensions)
        {
            var values = new float[dimensions.Aggregate(1L, (product, dimension) => product * dimension)];
            Gaussian.Fill(RandomKey.FromSeed(seed).Derive(RandomPurpose.Parameter, number), values);
            return sketch.Initializer(name, values, dimensions);
        }

        string Mapped() => sketch.Node("MatMul", [x, Numbers(6, 6)]);

        string ClassToken()
        {
            var batch = sketch.Node("Gather", [sketch.Node("Shape", [x]), sketch.Scalar(0)], Sketch.Int("axis", 0));
            var shape = sketch.Cat("Concat", 0, sketch.Node("Unsqueeze", [batch, sketch.Constant([0L])]), sketch.Constant([1L]), sketch.Constant([6L]));
            return sketch.Cat("Concat", 1, sketch.Node("Expand", [Numbers(1, 1, 6), shape]), Mapped());
        }

        // w · γ / √(σ² + ε), as PyTorch folds a batch norm while it runs.
        string FilterNorm()
        {
            var variance = Numbers(8);
            var deviation = sketch.Node("Sqrt", [sketch.Node("Add", [sketch.Node("Mul", [variance, variance]), sketch.Constant(1e-5f)])]);
            var factor = sketch.Node("Reshape", [sketch.Node("Div", [Numbers(8), deviation]), sketch.Constant(8, 1, 1, 1)]);
            return sketch.Node("Conv", [x, sketch.Node("Mul", [Numbers(8, 3, 3, 3), factor])], Sketch.Ints("kernel_shape", 3, 3));
        }

        string Whole()
        {
            var bytes = new byte[48];
            for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(seed * 37 * (i + 1) % 200);
            sketch.Model.Graph.Initializer.Add(new TensorProto { Name = "whole", DataType = (int)DataType.Int8, Dims = { 6, 8 }, RawData = Google.Protobuf.ByteString.CopyFrom(bytes) });
            return "whole";
        }
    }
}
