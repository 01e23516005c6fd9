using System.Globalization;
using Google.Protobuf;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export;

/// <summary>Values in a file of their own beside the model, which holds their offsets; for models that one protocol buffer cannot hold.</summary>
/// <param name="file">The file of values.</param>
/// <param name="location">Its name, relative to the model.</param>
internal sealed class ExternalTensors(Stream file, string location) : ITensorStore
{
    // Shapes and other small constants are needed to load the graph.
    private const int SmallestExternal = 1024;

    // Readers map the file into memory; tensors begin on a page.
    private const int Alignment = 4096;

    public void Put(TensorProto tensor, byte[] values)
    {
        if (values.Length < SmallestExternal)
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(values);
            return;
        }

        file.Write(new byte[(Alignment - file.Position % Alignment) % Alignment]);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(Entry("location", location));
        tensor.ExternalData.Add(Entry("offset", file.Position.ToString(CultureInfo.InvariantCulture)));
        tensor.ExternalData.Add(Entry("length", values.Length.ToString(CultureInfo.InvariantCulture)));
        file.Write(values);
    }

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };
}
