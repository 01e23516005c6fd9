using Google.Protobuf;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Reading;

/// <summary>
/// Makes objects of the bytes of a model. The values of large constants stay where they are, instead of being copied: a record of protocol buffers is the
/// sum of its fields, which may be parsed apart.
/// </summary>
internal static class ModelParser
{
    // Smaller constants are copied, so that a few of them do not hold all the bytes.
    private const int LargeConstant = 1 << 16;

    /// <param name="content">The bytes; they have to stay as they are.</param>
    /// <exception cref="InvalidProtocolBufferException">They are damaged.</exception>
    public static ModelProto Parse(ReadOnlyMemory<byte> content)
    {
        var (graphs, rest) = Split(content, ModelProto.GraphFieldNumber);
        var model = ModelProto.Parser.ParseFrom(rest);
        if (graphs.Count == 0) return model;
        model.Graph = new GraphProto();
        foreach (var graph in graphs)
        {
            var (constants, others) = Split(graph, GraphProto.InitializerFieldNumber);
            model.Graph.MergeFrom(others);
            model.Graph.Initializer.Add(constants.Select(Constant));
        }

        return model;
    }

    private static TensorProto Constant(ReadOnlyMemory<byte> content)
    {
        if (content.Length < LargeConstant) return TensorProto.Parser.ParseFrom(content.Span);
        var (values, rest) = Split(content, TensorProto.RawDataFieldNumber);
        var constant = TensorProto.Parser.ParseFrom(rest);
        if (values.Count > 0) constant.RawData = UnsafeByteOperations.UnsafeWrap(values[^1]);
        return constant;
    }

    /// <summary>Takes the contents of one field out of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="field">The field's number; it has a length.</param>
    /// <returns>What it holds, as often as it occurs, and the record without it.</returns>
    private static (List<ReadOnlyMemory<byte>> Contents, byte[] Others) Split(ReadOnlyMemory<byte> record, int field)
    {
        var (contents, others) = (new List<ReadOnlyMemory<byte>>(), new MemoryStream());
        while (!record.IsEmpty)
        {
            var bytes = record.Span;
            var head = WireScan.Head(bytes);
            if (head.Field == field && head.HasLength) contents.Add(record.Slice(head.Length, head.Content));
            else others.Write(bytes[..(head.Length + head.Content)]);
            record = record[(head.Length + head.Content)..];
        }

        return (contents, others.ToArray());
    }
}
