using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Running;

/// <summary>The numbers of a value of ONNX Runtime.</summary>
internal static class ModelValues
{
    /// <summary>Numbers in single precision; where they are already, nothing is copied.</summary>
    /// <param name="value">The value; has to outlive what is returned.</param>
    /// <exception cref="InputException">They are no real numbers.</exception>
    public static ReadOnlySpan<float> Read(OrtValue value)
    {
        var type = value.GetTensorTypeAndShape().ElementDataType;
        if (type == TensorElementType.Float) return value.GetTensorDataAsSpan<float>();
        return ElementType.IsReal((int)type) ? TensorValues.Reals(value.GetTensorMutableRawData(), (int)type) : throw new InputException($"activations of {type} cannot be observed");
    }
}
