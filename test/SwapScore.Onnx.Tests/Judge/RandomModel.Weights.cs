using Google.Protobuf;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Weights, as they are or computed from constants.</summary>
internal sealed partial class RandomModel
{
    private int _weights;

    private string Weight(params long[] dimensions)
    {
        switch (Choose(24))
        {
            case 0 when dimensions.Length > 1:
                Parts.Add("weight turned");
                long[] back = [.. Enumerable.Range(0, dimensions.Length).Reverse().Select(axis => (long)axis)];
                return Node("Transpose", [Stored([.. dimensions.Reverse()])], Sketch.Ints("perm", back));
            case 1 when dimensions[0] % 2 == 0:
                Parts.Add("weight joined");
                long[] half = [dimensions[0] / 2, .. dimensions.Skip(1)];
                return Node("Concat", [Stored(half), Stored(half)], Sketch.Int("axis", 0));
            case 2:
                Parts.Add("weight flat");
                return Node("Reshape", [Stored(dimensions.Aggregate(1L, (product, dimension) => product * dimension)), _sketch.Constant(dimensions)]);
            case 3 when dimensions.Length > 1:
                Parts.Add("weight norm");
                var direction = Stored(dimensions);
                var length = Reduced("ReduceL2", direction, [.. Enumerable.Range(1, dimensions.Length - 1)], keep: true);
                return Node("Mul", [Stored([dimensions[0], .. dimensions.Skip(1).Select(_ => 1L)]), Node("Div", [direction, length])]);
            case 4 when Since(10):
                Parts.Add("weight dequantized");
                return Node("DequantizeLinear", [Whole(dimensions), _sketch.Filled($"step{_weights++}", 0.02f)]);
            case 5:
                Parts.Add("weight cut");
                return Sliced(Stored([dimensions[0] + 2, .. dimensions.Skip(1)]), 0, 1, dimensions[0] + 1);
            case 6:
                Parts.Add("weight doubled");
                return Node("Mul", [Stored(dimensions), _sketch.Constant(2f)]);
            case 7:
                Parts.Add("weight cast");
                return Node("Cast", [Stored(dimensions)], Sketch.Int("to", (int)DataType.Float));
            default:
                return Stored(dimensions);
        }
    }

    private string Stored(params long[] dimensions) => _sketch.Weight($"w{_weights++}", dimensions);

    private string Whole(long[] dimensions)
    {
        var name = $"w{_weights++}";
        var bytes = new byte[dimensions.Aggregate(1L, (product, dimension) => product * dimension)];
        foreach (ref var one in bytes.AsSpan()) one = (byte)(sbyte)(Choose(201) - 100);
        var tensor = new TensorProto { Name = name, DataType = (int)DataType.Int8, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.Add(dimensions);
        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>Numbers that are positive, as variances are.</summary>
    private string Positive(params long[] dimensions)
    {
        var values = new float[dimensions.Aggregate(1L, (product, dimension) => product * dimension)];
        foreach (ref var value in values.AsSpan()) value = 0.5f + Choose(100) / 50f;
        return _sketch.Initializer($"w{_weights++}", values, dimensions);
    }
}
