using Google.Protobuf;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Tests.Reading;

/// <summary>Damages models: their bytes, or what they say.</summary>
internal static class Mutation
{
    private static readonly long[] Numbers = [0, 1, -1, 2, 3, 7, 255, 65536, 1L << 31, 1L << 40, long.MaxValue, long.MinValue, -2147483648];

    private static readonly string[] Operations =
    [
        "Relu", "Reshape", "Transpose", "Concat", "Slice", "Gather", "MatMul", "Gemm", "Pad", "Tile", "Expand", "ConstantOfShape", "Range", "Resize", "Softmax",
        "Squeeze", "Unsqueeze", "Split", "ReduceMean", "MaxPool", "AveragePool", "ConvTranspose", "Conv", "Loop", "If", "Scan", "NonZero", "OneHot", "TopK",
        "Upsample", "Einsum", "LSTM", "Cast", "Shape", "BatchNormalization", "InstanceNormalization", "Dropout", "GlobalAveragePool", "DepthToSpace", "Where",
    ];

    /// <summary>Some bytes flipped, or a part left out, repeated, or cut off.</summary>
    public static byte[] OfBytes(byte[] seed, RandomSequence draw)
    {
        var bytes = seed.ToList();
        for (var change = draw.Next(4); change >= 0; change--)
        {
            var place = draw.Next(bytes.Count);
            var length = Math.Min(bytes.Count - place, 1 + draw.Next(16));
            switch (draw.Next(6))
            {
                case 0:
                    return [.. bytes[..place]];
                case 1:
                    bytes.RemoveRange(place, length);
                    break;
                case 2:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                default:
                    bytes[place] ^= (byte)(1 << draw.Next(8));
                    break;
            }

            if (bytes.Count == 0) return [0];
        }

        return [.. bytes];
    }

    /// <summary>Names, dimensions, settings, operations and connections changed; the bytes stay those of a model.</summary>
    public static byte[] OfStructure(byte[] seed, RandomSequence draw)
    {
        var model = ModelProto.Parser.ParseFrom(seed);
        for (var change = draw.Next(3); change >= 0; change--) Change(model, draw);
        return model.ToByteArray();
    }

    private static void Change(ModelProto model, RandomSequence draw)
    {
        var graph = model.Graph;
        var node = draw.Pick(graph.Node);
        switch (draw.Next(14))
        {
            case 0 when node.Input.Count > 0:
                node.Input[draw.Next(node.Input.Count)] = draw.Pick(draw.Pick(graph.Node).Output);
                break;
            case 1 when node.Input.Count > 0:
                node.Input.RemoveAt(draw.Next(node.Input.Count));
                break;
            case 2:
                node.OpType = draw.Pick(Operations);
                break;
            case 3:
                graph.Node.Remove(node);
                if (graph.Node.Count == 0) graph.Node.Add(node);
                break;
            case 4:
                graph.Node.Insert(draw.Next(graph.Node.Count), node.Clone());
                break;
            case 5 or 6 when node.Attribute.Count > 0:
                Change(draw.Pick(node.Attribute), draw);
                break;
            case 7 or 8 when graph.Initializer.Count > 0:
                Change(draw.Pick(graph.Initializer), draw);
                break;
            case 9 when graph.Initializer.Count > 0:
                graph.Initializer.RemoveAt(draw.Next(graph.Initializer.Count));
                break;
            case 10:
                var type = draw.Pick(graph.Input).Type.TensorType;
                if (type.Shape.Dim.Count > 0) draw.Pick(type.Shape.Dim).DimValue = draw.Pick(Numbers);
                if (draw.Next(3) == 0) type.ElemType = draw.Next(20);
                break;
            case 11:
                model.OpsetImport[0].Version = draw.Next(30);
                break;
            case 12:
                node.Output.Add(draw.Pick(graph.Node).Output);
                break;
            default:
                node.Domain = draw.Pick(["", "ai.onnx", "com.microsoft", "x"]);
                break;
        }
    }

    private static void Change(AttributeProto attribute, RandomSequence draw)
    {
        if (attribute.T is { } tensor)
        {
            Change(tensor, draw);
            return;
        }

        if (attribute.Ints.Count > 0) attribute.Ints[draw.Next(attribute.Ints.Count)] = draw.Pick(Numbers);
        else if (draw.Next(2) == 0) attribute.I = draw.Pick(Numbers);
        else attribute.F = draw.Pick([float.NaN, float.PositiveInfinity, -1e30f, 0]);
        if (draw.Next(4) == 0) attribute.Type = (AttributeProto.Types.AttributeType)draw.Next(15);
        if (draw.Next(4) == 0) attribute.Ints.Add(draw.Pick(Numbers));
    }

    private static void Change(TensorProto tensor, RandomSequence draw)
    {
        switch (draw.Next(5))
        {
            case 0 when tensor.Dims.Count > 0:
                tensor.Dims[draw.Next(tensor.Dims.Count)] = draw.Pick(Numbers);
                break;
            case 1:
                tensor.DataType = draw.Next(24);
                break;
            case 2 when tensor.DataType == 7 && tensor.RawData.Length >= sizeof(long):
                // A shape, an axis, a number of repetitions: still well formed.
                var bytes = tensor.RawData.ToByteArray();
                BitConverter.TryWriteBytes(bytes.AsSpan(sizeof(long) * draw.Next(bytes.Length / sizeof(long))), draw.Pick(Numbers));
                tensor.RawData = ByteString.CopyFrom(bytes);
                break;
            case 3:
                tensor.Name = "x";
                break;
            default:
                tensor.RawData = ByteString.CopyFrom(tensor.RawData.Span[..draw.Next(tensor.RawData.Length + 1)]);
                break;
        }
    }
}
