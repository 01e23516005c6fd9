using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>What is proven without running anything: of most models everything, of rows that are merged otherwise nothing.</summary>
public sealed class OutermostSamplesTests
{
    public static TheoryData<string> Names => [.. ZooTests.Names.Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Activations_OfAnExportedModel_AreProvenFromTheGraph(string name)
    {
        var sketch = ZooTests.Model(name);

        var (_, _, placement) = PlacementSearch.Find(OnnxModel.Parse(sketch.Bytes, name), new NoiseSamples(new SampleOptions { Count = 4, Side = 64, SequenceLength = 9 }), sketch.Activations, new OnnxScoringOptions { Threads = 1 }, TestContext.Current.CancellationToken);

        Assert.Null(placement.Batch);
        Assert.All(sketch.Activations, value => Assert.True(placement.IsOutermost(value), value));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Rows_ThatAreMerged_AreProvenWhereTheirSamplesAreOutermost(int axis, bool isProven)
    {
        var sketch = new Sketch();
        var x = sketch.Input("x", DataType.Float, -1, 3, 4);
        if (axis == 1) x = sketch.Node("Transpose", [x], Sketch.Ints("perm", 1, 0, 2));
        x = sketch.Node("Reshape", [x, sketch.Constant(-1, 4)]);
        sketch.Output(sketch.Activation("Relu", sketch.Node("MatMul", [x, sketch.Weight("w", 4, 5)])));

        var (_, _, placement) = PlacementSearch.Find(OnnxModel.Parse(sketch.Bytes, "m"), new NoiseSamples(new SampleOptions { Count = 4 }), sketch.Activations, new OnnxScoringOptions { Threads = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(isProven, placement.IsOutermost(sketch.Activations[0]));
        Assert.Equal(axis == 0 ? new SampleLayout(1, 15) : new SampleLayout(3, 5), placement.Layouts[sketch.Activations[0]]);
    }

    [Theory]
    [InlineData(new long[] { 2, 8, 5 }, 1)]
    [InlineData(new long[] { 8, 2, 5 }, 0)]
    [InlineData(new long[] { 2, 2, 5 }, null)]
    [InlineData(new long[] { 8, 3, 5 }, null)]
    public void Arrays_ForAState_AreTakenAsTheModelTakesThem_OrSamplesFirst(long[] dimensions, int? axis)
    {
        var input = new ModelInput("state", [2, -1, 5], "float") { SampleDimension = 1, DimensionNames = ["", "batch", ""] };

        var placement = ArrayPlacement.Find(dimensions, input, count: 8);

        Assert.Equal(axis, placement?.Samples >= 8 ? placement.Axis : null);
    }

    [Fact]
    public async Task ModelForOneSample_WhoseBatchCannotBeFreed_HasTheScoreOfOneThatTakesAny()
    {
        var source = new NoiseSamples(new SampleOptions { Count = 12 });

        var one = await Scored.Of(Attention(isFixed: true), source, Scored.AsGiven);
        var any = await Scored.Of(Attention(isFixed: false), source, Scored.AsGiven);

        Assert.Null(one.Failure);
        Assert.DoesNotContain(one.Notes, note => note.Contains("influence", StringComparison.Ordinal));
        Assert.Equal(any.Metrics["swap"].Mean, one.Metrics["swap"].Mean);
    }

    /// <summary>Attention as PyTorch exports it, steps first: heads are merged with the samples, and the last map reads rows of steps and samples.</summary>
    private static byte[] Attention(bool isFixed)
    {
        var sketch = new Sketch();
        var free = isFixed ? 1 : -1;
        var x = sketch.Node("Transpose", [sketch.Input("x", DataType.Float, free, 5, 6)], Sketch.Ints("perm", 1, 0, 2));
        var (query, key, value) = (Heads("q", 1, 0, 2), Heads("k", 1, 2, 0), Heads("v", 1, 0, 2));
        var weighed = sketch.Node("MatMul", [sketch.Node("Softmax", [sketch.Node("MatMul", [query, key])], Sketch.Int("axis", -1)), value]);
        var rows = sketch.Node("Reshape", [sketch.Node("Transpose", [weighed], Sketch.Ints("perm", 1, 0, 2)), sketch.Constant(isFixed ? 5 : -1, 6)]);
        var joined = sketch.Node("Reshape", [sketch.Linear("out", rows, 6, 6), sketch.Constant(5, free, 6)]);
        return sketch.Output(sketch.Activation("Relu", joined)).Bytes;

        string Heads(string name, params long[] order) => sketch.Node(
            "Transpose",
            [sketch.Node("Reshape", [sketch.Node("MatMul", [x, sketch.Weight(name, 6, 6)]), sketch.Constant(5, isFixed ? 3 : -1, 2)])],
            Sketch.Ints("perm", order));
    }
}
