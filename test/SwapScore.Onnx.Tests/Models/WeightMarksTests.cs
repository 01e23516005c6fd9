using System.Runtime.InteropServices;
using Google.Protobuf;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

public sealed class WeightMarksTests
{
    private readonly WeightMarks _marks = new([Constant("first", [0, 0]), Constant("second", [0, 0, 0])]);

    [Fact]
    public void Find_OfAMovedAndPaddedWeight_TellsWhereItsValuesWent()
    {
        var second = Marks("second");

        var found = Find(Constant("moved", [second[2], 0, second[0], second[1]]));

        var (place, weight, order) = Assert.Single(found);
        Assert.Equal(("moved", "second"), (place.Name, weight.Name));
        Assert.Equal([2, -1, 0, 1], order);
    }

    [Fact]
    public void Find_OfAWeightLeftWhereItWas_FindsIt() =>
        Assert.Equal([0, 1], Assert.Single(Find(Constant("first", Marks("first")))).Order);

    [Fact]
    public void Find_OfWeightsComputedWith_FindsNone()
    {
        var (first, second) = (Marks("first"), Marks("second"));
        Assert.Empty(Find(Constant("scaled", [.. second.Select(mark => mark * 0.999995f)])));
        Assert.Empty(Find(Constant("cut", second[..2])));
        Assert.Empty(Find(Constant("twice", [second[0], second[1], second[2], second[0]])));
        Assert.Empty(Find(Constant("joined", [.. first, .. second])));
        Assert.Empty(Find(Constant("ones", [1, 1, 1])));
        Assert.Empty(Find(Constant("zeros", [0, 0, 0])));
    }

    [Fact]
    public void Find_OfAConstantThatTwoNodesReadOrNone_FindsNone()
    {
        var constant = Constant("first", Marks("first"));
        Assert.Empty(Find(constant, readers: 2));
        Assert.Empty(Find(constant, readers: 0));
    }

    private IReadOnlyList<(TensorProto Place, TensorProto Weight, int[] Order)> Find(TensorProto constant, int readers = 1)
    {
        var graph = new GraphProto();
        graph.Initializer.Add(constant);
        for (var i = 0; i < readers; i++)
        {
            var node = new NodeProto { OpType = "Conv" };
            node.Input.Add(["x", constant.Name]);
            graph.Node.Add(node);
        }

        return _marks.Find(graph);
    }

    private float[] Marks(string weight) =>
        MemoryMarshal.Cast<byte, float>(_marks.Marked().Single(marked => marked.Name == weight).RawData.Span).ToArray();

    private static TensorProto Constant(string name, float[] values)
    {
        var constant = new TensorProto { Name = name, DataType = (int)DataType.Float, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())) };
        constant.Dims.Add(values.Length);
        return constant;
    }
}
