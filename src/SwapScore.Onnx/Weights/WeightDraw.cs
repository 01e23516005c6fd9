using System.Runtime.InteropServices;
using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Weights;

/// <summary>Gives every weight its value for one repeat: a function of (model, initialisation, key) and of nothing else.</summary>
/// <param name="weights">The weights by name of their constant.</param>
/// <param name="initialization">How; one that is settled, not <see cref="WeightInitialization.Auto"/>.</param>
internal sealed class WeightDraw(IReadOnlyDictionary<string, Weight> weights, WeightInitialization initialization)
{
    /// <summary>The constant as it is in one repeat.</summary>
    /// <param name="constant">Any constant of the model.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    public TensorProto Of(TensorProto constant, RandomKey key)
    {
        if (initialization == WeightInitialization.Keep || !weights.TryGetValue(constant.Name, out var weight) || !IsDrawn(weight)) return constant;
        var drawn = new TensorProto { Name = constant.Name, DataType = constant.DataType };
        drawn.Dims.Add(constant.Dims);
        drawn.RawData = UnsafeByteOperations.UnsafeWrap(Bytes(weight, key));
        return drawn;
    }

    /// <summary>Lets go of the values in the file that are drawn anew in every repeat. Afterwards the model cannot be run as given.</summary>
    public void ForgetGiven()
    {
        if (initialization == WeightInitialization.Keep) return;
        foreach (var weight in weights.Values.Where(IsDrawn)) weight.Constant.RawData = ByteString.Empty;
    }

    /// <summary>Σ ‖W‖₂ over the weights of convolutions and linear maps in one repeat.</summary>
    public double Lengths(RandomKey key)
    {
        var sum = 0.0;
        foreach (var weight in weights.Values.Where(weight => weight.Role is WeightRole.Convolution or WeightRole.Linear))
        {
            var squares = 0.0;
            foreach (var value in TensorValues.Reals(Of(weight.Constant, key))) squares += (double)value * value;
            sum += Math.Sqrt(squares);
        }

        return sum;
    }

    private static bool IsDrawn(Weight weight) => weight.Role != WeightRole.Other;

    /// <summary>The values as the model keeps them; single precision, the common case, is drawn in place.</summary>
    private byte[] Bytes(Weight weight, RandomKey key)
    {
        if (weight.Constant.DataType == (int)TensorProto.Types.DataType.Float)
        {
            var bytes = new byte[TensorValues.Bytes(weight.Constant)];
            Fill(weight, key, MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
            return bytes;
        }

        var values = new float[weight.Constant.Count()];
        Fill(weight, key, values);
        return TensorValues.Encode(values, weight.Constant.DataType);
    }

    private void Fill(Weight weight, RandomKey key, Span<float> values)
    {
        if (!weight.IsRandom)
        {
            if (weight.Role is WeightRole.Scale or WeightRole.RunningVariance) values.Fill(1);
            return;
        }

        Gaussian.Fill(key.Derive(RandomPurpose.Parameter, weight.Ordinal), values);
        if (initialization != WeightInitialization.Kaiming || weight.Role == WeightRole.Embedding) return;
        var deviation = MathF.Sqrt(2f / weight.FanIn);
        foreach (ref var value in values) value *= deviation;
    }
}
