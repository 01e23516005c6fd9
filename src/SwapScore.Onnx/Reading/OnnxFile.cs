using Google.Protobuf;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Reading;

/// <summary>Reads the bytes of a model: the size is checked before anything is read, and damage ends in one line.</summary>
internal static class OnnxFile
{
    /// <summary>Protocol buffers hold no more.</summary>
    public const long MaximumBytes = int.MaxValue;

    internal const string Hint = "give an .onnx file, as torch.onnx.export, tf2onnx or 'swapscore export' write them";

    /// <exception cref="InputException">The file is missing, unreadable, too large, or holds no model.</exception>
    public static ModelProto Read(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"{path} is a folder", "name one of its .onnx files");
        if (!File.Exists(path)) throw new InputException($"there is no file {path}", Hint);
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes)
                throw new InputException($"{path} has {length} bytes, more than a model file can hold", "large models keep their weights in a file of their own (external data)");
            if (length == 0) throw new InputException($"{path} is empty", Hint);
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read {path}: {fault.Message}", Hint, fault);
        }
    }

    /// <exception cref="InputException">The bytes are no model.</exception>
    public static ModelProto Parse(byte[] content, string name)
    {
        try
        {
            WireScan.Require(content, name);
            var model = ModelProto.Parser.ParseFrom(content);
            if (model.Graph is null || model.Graph.Node.Count == 0) throw new InputException($"{name} is not an ONNX model: it holds no graph", Hint);
            return model;
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new InputException($"{name} is not an ONNX model, or is damaged: {fault.Message}", Hint, fault);
        }
    }
}
