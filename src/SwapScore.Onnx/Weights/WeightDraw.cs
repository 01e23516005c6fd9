using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Weights;

/// <summary>Gives every weight its value for one repeat: a function of (model, initialisation, key) and of nothing else.</summary>
/// <param name="weights">The weights by name of their constant.</param>
/// <param name="initialization">How.</param>
internal sealed class WeightDraw(IReadOnlyDictionary<string, Weight> weights, WeightInitialization initialization)
{
    /// <summary>The constant as it is in one repeat.</summary>
    /// <param name="constant">Any constant of the model.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    public TensorProto Of(TensorProto constant, RandomKey key)
    {
        if (initialization == WeightInitialization.Keep || !weights.TryGetValue(constant.Name, out var weight) || weight.Role == WeightRole.Other) return constant;
        var values = new float[constant.Count()];
        Fill(weight, key, values);
        var drawn = new TensorProto { Name = constant.Name, DataType = constant.DataType };
        drawn.Dims.Add(constant.Dims);
        drawn.RawData = UnsafeByteOperations.UnsafeWrap(TensorValues.Encode(values, constant.DataType));
        return drawn;
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

    private void Fill(Weight weight, RandomKey key, float[] values)
    {
        if (!weight.IsRandom)
        {
            if (weight.Role is WeightRole.Scale or WeightRole.RunningVariance) values.AsSpan().Fill(1);
            return;
        }

        Gaussian.Fill(key.Derive(RandomPurpose.Parameter, weight.Ordinal), values);
        if (initialization != WeightInitialization.Kaiming || weight.Role == WeightRole.Embedding) return;
        var deviation = MathF.Sqrt(2f / weight.FanIn);
        foreach (ref var value in values.AsSpan()) value *= deviation;
    }
}
