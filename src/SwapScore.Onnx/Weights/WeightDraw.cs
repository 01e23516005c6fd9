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
    /// <summary>Whether a constant is drawn anew in every repeat, instead of keeping its values.</summary>
    /// <param name="constant">Name of any constant of the model.</param>
    public bool Draws(string constant) => initialization != WeightInitialization.Keep && weights.TryGetValue(constant, out var weight) && weight.Role != WeightRole.Other;

    /// <summary>Draws a constant.</summary>
    /// <param name="constant">Its name.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    /// <param name="bytes">Receives its values as the model keeps them.</param>
    public void Draw(string constant, RandomKey key, Span<byte> bytes)
    {
        var weight = weights[constant];
        if (weight.Constant.DataType == (int)TensorProto.Types.DataType.Float)
        {
            Fill(weight, key, MemoryMarshal.Cast<byte, float>(bytes));
            return;
        }

        var values = new float[weight.Constant.Count()];
        Fill(weight, key, values);
        TensorValues.Encode(values, weight.Constant.DataType).CopyTo(bytes);
    }

    /// <summary>Lets go of the values in the file that are drawn anew in every repeat. Afterwards the model cannot be run as given.</summary>
    public void ForgetGiven()
    {
        foreach (var weight in weights.Values.Where(weight => Draws(weight.Constant.Name))) weight.Constant.RawData = ByteString.Empty;
    }

    /// <summary>Σ ‖W‖₂ over the weights of convolutions and linear maps in one repeat.</summary>
    public double Lengths(RandomKey key)
    {
        var sum = 0.0;
        foreach (var weight in weights.Values.Where(weight => weight.Role is WeightRole.Convolution or WeightRole.Linear))
        {
            var squares = 0.0;
            foreach (var value in Values(weight, key)) squares += (double)value * value;
            sum += Math.Sqrt(squares);
        }

        return sum;
    }

    private ReadOnlySpan<float> Values(Weight weight, RandomKey key)
    {
        if (!Draws(weight.Constant.Name)) return TensorValues.Reals(weight.Constant);
        var values = new float[weight.Constant.Count()];
        Fill(weight, key, values);
        return values;
    }

    private void Fill(Weight weight, RandomKey key, Span<float> values)
    {
        if (!weight.IsRandom)
        {
            values.Fill(weight.Role is WeightRole.Scale or WeightRole.RunningVariance ? 1 : 0);
            return;
        }

        Gaussian.Fill(key.Derive(RandomPurpose.Parameter, weight.Ordinal), values);
        if (initialization != WeightInitialization.Kaiming || weight.Role == WeightRole.Embedding) return;
        var deviation = MathF.Sqrt(2f / weight.FanIn);
        foreach (ref var value in values) value *= deviation;
    }
}
