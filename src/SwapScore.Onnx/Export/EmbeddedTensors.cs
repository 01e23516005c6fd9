using Google.Protobuf;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export;

/// <summary>Values inside the model.</summary>
internal sealed class EmbeddedTensors : ITensorStore
{
    public void Put(TensorProto tensor, byte[] values) => tensor.RawData = UnsafeByteOperations.UnsafeWrap(values);
}
