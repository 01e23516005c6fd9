using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>
/// Weights that keep the variance of activations from layer to layer: convolutions and linear maps N(0, 2/n), n the values that feed an
/// output; embeddings N(0, 1), biases and shifts 0, scales 1; running statistics mean 0 and variance 1.
/// </summary>
/// <remarks>He et al.: Delving Deep into Rectifiers (ICCV 2015).</remarks>
internal sealed class KaimingInitializer : IInitializer
{
    /// <inheritdoc/>
    public string Name => "kaiming";

    /// <inheritdoc/>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        GaussianInitializer.Instance.Fill(node, parameter, key, values);
        if (parameter.Role is not (ParameterRole.ConvolutionWeight or ParameterRole.TransposedConvolutionWeight or ParameterRole.LinearWeight)) return;
        var deviation = MathF.Sqrt(2f / parameter.FanIn);
        foreach (ref var value in values)
            value *= deviation;
    }
}
