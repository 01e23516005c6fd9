using Google.Protobuf;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Reading;

/// <summary>Reads the bytes of a model: the size is checked before anything is read, and damage ends in one line.</summary>
internal static class OnnxFile
{
    /// <summary>Protocol buffers hold no more.</summary>
    public static readonly long MaximumBytes = Array.MaxLength;

    internal const string Hint = "give an .onnx file, as torch.onnx.export, tf2onnx or the export of SwapScore write them";

    /// <exception cref="InputException">The file is missing, unreadable, too large, or holds no model.</exception>
    public static ModelProto Read(string path) => ReadBytes(path).Model;

    /// <summary>The model with the bytes it was read from, in which the values of its large constants lie.</summary>
    /// <exception cref="InputException">As of <see cref="Read"/>.</exception>
    public static (ModelProto Model, byte[] Bytes) ReadBytes(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"{path} is a folder", "name one of its .onnx files");
        if (!File.Exists(path)) throw new InputException($"there is no file {path}", Hint);
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes)
                throw new InputException($"{path} has {length} bytes, more than a model file can hold", "large models keep their weights in a file of their own (external data)");
            if (length == 0) throw new InputException($"{path} is empty", Hint);
            using var file = File.OpenHandle(path);
            var bytes = FileBytes.Read(file, 0, (int)length);
            return (Parse(bytes, path), bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read {path}: {fault.Message}", Hint, fault);
        }
    }

    /// <exception cref="InputException">The bytes are no model.</exception>
    public static ModelProto Parse(ReadOnlyMemory<byte> content, string name)
    {
        try
        {
            WireScan.Require(content.Span, name);
            var model = ModelParser.Parse(content);
            if (model.Graph is null || model.Graph.Node.Count == 0) throw new InputException($"{name} is not an ONNX model: it holds no graph", Hint);
            return model;
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new InputException($"{name} is not an ONNX model, or is damaged: {fault.Message}", Hint, fault);
        }
    }
}
