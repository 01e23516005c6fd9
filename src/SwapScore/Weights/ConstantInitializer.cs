using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>Nothing is drawn: weights of convolutions and linear maps, embeddings and scales are one constant, biases and shifts 0; running statistics mean 0 and variance 1.</summary>
/// <param name="constant">The constant.</param>
internal sealed class ConstantInitializer(float constant) : IInitializer
{
    /// <inheritdoc/>
    public string Name => "constant";

    /// <inheritdoc/>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        values.Fill(parameter.Role switch
        {
            ParameterRole.Bias or ParameterRole.Shift or ParameterRole.RunningMean => 0,
            ParameterRole.RunningVariance => 1,
            _ => constant,
        });
    }
}
