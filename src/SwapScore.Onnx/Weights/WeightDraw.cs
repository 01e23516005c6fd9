using System.Runtime.InteropServices;
using Google.Protobuf;
using SwapScore.Memory;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Weights;

/// <summary>Gives every weight its value for one repeat: a function of (model, initialisation, key) and of nothing else.</summary>
/// <param name="weights">The weights by name of their constant.</param>
/// <param name="initialization">How; one that is settled, not <see cref="WeightInitialization.Auto"/>.</param>
/// <param name="fill">What all weights and scales are in place of drawn ones; null, the default, where they are drawn.</param>
internal sealed class WeightDraw(IReadOnlyDictionary<string, Weight> weights, WeightInitialization initialization, float? fill = null)
{
    private const long ManyBytes = 1 << 20;

    // With which PReLU begins (He et al., ICCV 2015).
    private const float Slope = 0.25f;

    /// <summary>Whether a constant is drawn anew in every repeat, instead of keeping its values.</summary>
    /// <param name="constant">Name of any constant of the model.</param>
    public bool Draws(string constant) => (fill is not null || initialization != WeightInitialization.Keep) && weights.TryGetValue(constant, out var weight) && weight.Role != WeightRole.Other;

    /// <summary>Whether a constant is better fed than part of what is run: its values differ from repeat to repeat, or there are many that need no other order.</summary>
    /// <param name="constant">Name of any constant of the model.</param>
    public bool IsFed(string constant) => weights.TryGetValue(constant, out var weight) && weight.IsRandom
        && (Draws(constant) || (weight.Role != WeightRole.Convolution && TensorValues.Bytes(weight.Constant) >= ManyBytes));

    /// <summary>A constant with the values it has in one repeat: other than the given ones where it is drawn.</summary>
    /// <param name="constant">Any constant of the model.</param>
    /// <param name="key">The repeat's stream of randomness; any where the constant is not random.</param>
    public TensorProto Drawn(TensorProto constant, RandomKey key)
    {
        if (!Draws(constant.Name)) return constant;
        var bytes = MemoryPolicy.Allocate<byte>((int)TensorValues.Bytes(constant));
        Draw(constant.Name, key, bytes);
        return TensorValues.Create(constant.Name, constant.DataType, constant.Dims, bytes);
    }

    /// <summary>Draws a weight, or copies the given one where it is kept.</summary>
    /// <param name="constant">Name of the constant.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    /// <param name="bytes">Receives its values as the model keeps them.</param>
    public void Draw(string constant, RandomKey key, Span<byte> bytes)
    {
        var weight = weights[constant];
        if (!Draws(constant))
        {
            weight.Constant.RawData.Span.CopyTo(bytes);
            return;
        }

        if (weight.Constant.DataType == (int)TensorProto.Types.DataType.Float)
        {
            Fill(weight, key, MemoryMarshal.Cast<byte, float>(bytes));
            return;
        }

        var values = new float[weight.Constant.Count()];
        Fill(weight, key, values);
        TensorValues.Encode(values, weight.Constant.DataType).CopyTo(bytes);
    }

    /// <summary>Lets go of the values in the file that are drawn anew in every repeat, and so of the file. Afterwards the model cannot be run as given.</summary>
    /// <param name="constants">All constants that are run.</param>
    public void ForgetGiven(IEnumerable<TensorProto> constants)
    {
        if (initialization == WeightInitialization.Keep) return;
        foreach (var weight in weights.Values.Where(weight => Draws(weight.Constant.Name))) weight.Constant.RawData = ByteString.Empty;
        foreach (var constant in constants.Where(constant => !Draws(constant.Name))) constant.RawData = ByteString.CopyFrom(constant.RawData.Span);
    }

    /// <summary>The trainable weights of one repeat, as metrics of weights take them.</summary>
    /// <param name="key">The repeat's stream of randomness.</param>
    public IEnumerable<InitialWeight> All(RandomKey key) =>
        from weight in weights.Values
        let role = RoleOf(weight.Role)
        where role is not null
        select new InitialWeight(role.Value, weight.Constant.Count(), Math.Max(1, weight.Constant.Count() / weight.FanIn), () => Values(weight, key));

    /// <summary>The same model with a constant in place of its weights and scales.</summary>
    /// <param name="value">The constant.</param>
    public WeightDraw WithConstant(float value) => new(weights, initialization, value);

    /// <summary>The same model with weights that are drawn otherwise.</summary>
    /// <param name="other">How; one that is settled.</param>
    public WeightDraw With(WeightInitialization other) => new(weights, other);

    /// <summary>The same model with weights as a metric draws them, unless a request says how they are drawn.</summary>
    /// <param name="name">What the metric names, one of <see cref="SwapScore.Weights.Initializers.OfModels"/>.</param>
    /// <param name="requested">What the request says.</param>
    public WeightDraw Named(string name, WeightInitialization requested) =>
        requested == WeightInitialization.Auto ? With(Enum.Parse<WeightInitialization>(name, ignoreCase: true)) : this;

    private static ParameterRole? RoleOf(WeightRole role) => role switch
    {
        WeightRole.Convolution => ParameterRole.ConvolutionWeight,
        WeightRole.Linear => ParameterRole.LinearWeight,
        WeightRole.Embedding => ParameterRole.WordEmbedding,
        WeightRole.Bias => ParameterRole.Bias,
        WeightRole.Scale => ParameterRole.Scale,
        WeightRole.Shift => ParameterRole.Shift,
        _ => null,
    };

    private float[] Values(Weight weight, RandomKey key)
    {
        if (!Draws(weight.Constant.Name)) return TensorValues.Reals(weight.Constant);
        var values = new float[weight.Constant.Count()];
        Fill(weight, key, values);
        return values;
    }

    private void Fill(Weight weight, RandomKey key, Span<float> values)
    {
        if (fill is { } same && (weight.IsRandom || weight.Role is WeightRole.Scale))
        {
            values.Fill(same);
            return;
        }

        if (!weight.IsRandom)
        {
            values.Fill(weight.Role switch { WeightRole.Scale or WeightRole.RunningVariance => 1, WeightRole.Slope => Slope, _ => 0 });
            return;
        }

        key.Derive(RandomPurpose.Parameter, weight.Ordinal).FillNormal(values);
        if (initialization != WeightInitialization.Kaiming || weight.Role == WeightRole.Embedding) return;
        var deviation = MathF.Sqrt(2f / weight.FanIn);
        foreach (ref var value in values) value *= deviation;
    }
}
