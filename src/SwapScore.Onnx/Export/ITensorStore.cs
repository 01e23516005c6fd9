using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export;

/// <summary>Where the values of tensors go.</summary>
internal interface ITensorStore
{
    /// <summary>Keeps the values of a tensor and notes in it where they are.</summary>
    /// <param name="tensor">Name, type and dimensions.</param>
    /// <param name="values">Its values, little-endian, which nobody changes any more.</param>
    void Put(TensorProto tensor, byte[] values);
}
