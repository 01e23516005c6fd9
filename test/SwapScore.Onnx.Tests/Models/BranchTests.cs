using Google.Protobuf;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Branches that are known are unfolded; of others, and of loops, it is said how much is not observed.</summary>
public sealed class BranchTests
{
    private static readonly NoiseSamples Source = new(new SampleOptions { Count = 6, Side = 8 });

    [Theory]
    [InlineData(true, "Relu")]
    [InlineData(false, "LeakyRelu")]
    public async Task Branch_OfAConstant_IsUnfolded(bool condition, string expected)
    {
        var sketch = new Sketch();
        var x = sketch.Conv("conv", sketch.Image(-1, 3, 8), 3, 4, 3);
        sketch.Model.Graph.Initializer.Add(new TensorProto { Name = "cond", DataType = (int)DataType.Bool, RawData = ByteString.CopyFrom(condition ? (byte)1 : (byte)0) });
        sketch.Model.Graph.Node.Add(Rewriting.If("cond", "y", Rewriting.Node("Relu", [x], ["r"]), Rewriting.Node("LeakyRelu", [x], ["r"])));
        sketch.Output(sketch.Conv("last", "y", 4, 4, 3));

        var inspection = ModelInspection.Create(OnnxModel.Parse(sketch.Bytes, "m"), Source);
        var result = await Scored.Of(sketch.Bytes, Source);

        Assert.Equal(expected, Assert.Single(inspection.Activations).Function);
        Assert.DoesNotContain(inspection.Notes, note => note.Contains("branches", StringComparison.Ordinal));
        Assert.Equal(4 * 64, result.Metrics["neurons"].Mean);
    }

    [Fact]
    public async Task BranchesAndLoops_OfValues_AreCountedAndLeftAlone()
    {
        var bytes = Undecided();

        var inspection = ModelInspection.Create(OnnxModel.Parse(bytes, "m"), Source);
        var result = await Scored.Of(bytes, Source, new OnnxScoringOptions { SegmentBytes = 1 << 20 });

        Assert.Null(result.Failure);
        Assert.Equal(2, inspection.Activations.Count);
        Assert.Contains(inspection.Notes, note => note.StartsWith("3 activations inside branches and loops are not observed", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspection_OfTheSameModelReadTwice_IsEqual()
    {
        var (first, second) = (OnnxModel.Parse(Undecided(), "m"), OnnxModel.Parse(Undecided(), "m"));
        Assert.Equal(first.Inputs[0], second.Inputs[0]);
        Assert.Equal(first.Inputs[0].GetHashCode(), second.Inputs[0].GetHashCode());
        Assert.NotEqual(first.Inputs[0], first.Inputs[0] with { Dimensions = [1, 2] });
        Assert.True(ModelInspection.Create(first, Source).Equals(ModelInspection.Create(second, Source)));
    }

    [Fact]
    public async Task ScoreOfAModelWithBranches_SaysWhatIsNotObserved()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("swapscore").FullName, "m.onnx");
        await File.WriteAllBytesAsync(path, Undecided(), TestContext.Current.CancellationToken);
        var result = await Scored.Of(path, Source, new Evaluation.EvaluationOptions { Repeats = 1 });

        Assert.Null(result.Failure);
        Assert.Contains(result.Notes, note => note.StartsWith("3 activations inside branches and loops are not observed", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>A branch on the sign of a sum, a loop of two turns; an activation before and after.</summary>
    private static byte[] Undecided()
    {
        var sketch = new Sketch();
        var x = sketch.Activation("first/Relu", sketch.BatchNorm("bn", sketch.Conv("conv", sketch.Image(-1, 3, 8), 3, 4, 3), 4));
        var isPositive = sketch.Node("Greater", [sketch.Node("ReduceSum", [x], Sketch.Int("keepdims", 0)), sketch.Filled("zero", 0)]);
        sketch.Model.Graph.Node.Add(Rewriting.If(isPositive, "chosen", Rewriting.Node("Elu", [x], ["t"]), Rewriting.Node("Relu", [x], ["e"])));
        var body = Rewriting.Body([Rewriting.Node("Identity", ["go"], ["on"]), Rewriting.Node("Sigmoid", ["state"], ["gate"]), Rewriting.Node("Mul", ["state", "gate"], ["next"])]);
        body.Input.Add([Value("turn", DataType.Int64), Value("go", DataType.Bool), Value("state", DataType.Float)]);
        body.Output.Clear();
        body.Output.Add([Value("on", DataType.Bool), Value("next", DataType.Float)]);
        var loop = Rewriting.Node("Loop", [sketch.Scalar(2), "", "chosen"], ["looped"]);
        loop.Attribute.Add(Rewriting.Graph("body", body));
        sketch.Model.Graph.Node.Add(loop);
        sketch.Output(sketch.Activation("last/Relu", sketch.Conv("after", "looped", 4, 4, 3)));
        return sketch.Bytes;
    }

    /// <summary>Numbers are given as such; of real values nothing is said.</summary>
    private static ValueInfoProto Value(string name, DataType type)
    {
        var value = new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } } };
        if (type != DataType.Float) value.Type.TensorType.Shape = new TensorShapeProto();
        return value;
    }
}
