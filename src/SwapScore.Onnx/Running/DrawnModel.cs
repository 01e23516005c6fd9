using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>
/// A part of a model as the bytes ONNX Runtime opens. They are written once; every repeat draws its weights into their places among them, and so
/// takes no memory.
/// </summary>
/// <remarks>
/// The weights are a second record of the graph after the first. Readers of protocol buffers join records of one field, lists end to end.
/// </remarks>
internal sealed class DrawnModel
{
    private readonly WeightDraw _draw;
    private readonly List<(string Name, int Start, int Length)> _places = [];

    /// <param name="model">The part, with the constants that are drawn among its initialisers; loses them.</param>
    /// <param name="draw">Says which constants are drawn, and draws them.</param>
    public DrawnModel(ModelProto model, WeightDraw draw)
    {
        _draw = draw;
        var drawn = model.Graph.Initializer.Where(constant => draw.Draws(constant.Name)).ToList();
        WeightBytes = model.Graph.Initializer.Sum(TensorValues.Bytes);
        foreach (var constant in drawn) model.Graph.Initializer.Remove(constant);

        var heads = drawn.Select(Head).ToList();
        var weights = drawn.Zip(heads, (constant, head) => head.Length + TensorValues.Bytes(constant)).Sum();
        var graph = Written(output => output.WriteTag(ModelProto.GraphFieldNumber, WireFormat.WireType.LengthDelimited), output => output.WriteInt64(weights));
        Bytes = GC.AllocateUninitializedArray<byte>(checked((int)(model.CalculateSize() + graph.Length + weights)));
        model.WriteTo(Bytes.AsSpan(0, model.CalculateSize()));
        var place = model.CalculateSize();
        graph.CopyTo(Bytes, place);
        place += graph.Length;
        foreach (var (constant, head) in drawn.Zip(heads))
        {
            head.CopyTo(Bytes, place);
            place += head.Length;
            _places.Add((constant.Name, place, (int)TensorValues.Bytes(constant)));
            place += _places[^1].Length;
        }
    }

    /// <summary>The model; its weights are those of the last draw.</summary>
    public byte[] Bytes { get; }

    /// <summary>Bytes of all constants.</summary>
    public long WeightBytes { get; }

    /// <summary>Draws the weights of one repeat.</summary>
    /// <param name="key">Its stream of randomness.</param>
    /// <param name="threads">Threads that share the work.</param>
    public void Draw(RandomKey key, int threads) => Parallel.ForEach(
        _places, new ParallelOptions { MaxDegreeOfParallelism = threads }, place => _draw.Draw(place.Name, key, Bytes.AsSpan(place.Start, place.Length)));

    /// <summary>What comes before the values of a constant.</summary>
    private static byte[] Head(TensorProto constant)
    {
        var described = new TensorProto { Name = constant.Name, DataType = constant.DataType };
        described.Dims.Add(constant.Dims);
        var values = TensorValues.Bytes(constant);
        var length = Written(output => output.WriteTag(TensorProto.RawDataFieldNumber, WireFormat.WireType.LengthDelimited), output => output.WriteInt64(values));
        var start = Written(
            output => output.WriteTag(GraphProto.InitializerFieldNumber, WireFormat.WireType.LengthDelimited),
            output => output.WriteInt64(described.CalculateSize() + length.Length + values),
            described.WriteTo);
        return [.. start, .. length];
    }

    private static byte[] Written(params ReadOnlySpan<Action<CodedOutputStream>> parts)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            foreach (var part in parts) part(output);
        return bytes.ToArray();
    }
}
