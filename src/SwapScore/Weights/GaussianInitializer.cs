using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>
/// The initialisation of the published SWAP-Score code: convolution and linear weights and embeddings N(0, 1), biases and shifts 0, scales 1; running
/// statistics mean 0 and variance 1.
/// </summary>
internal sealed class GaussianInitializer : IInitializer
{
    /// <summary>The one there needs to be: it has no state.</summary>
    internal static GaussianInitializer Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "gaussian";

    /// <inheritdoc/>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        switch (parameter.Role)
        {
            case ParameterRole.ConvolutionWeight or ParameterRole.TransposedConvolutionWeight or ParameterRole.LinearWeight:
            case ParameterRole.WordEmbedding or ParameterRole.PositionEmbedding or ParameterRole.TypeEmbedding:
                Gaussian.Fill(key, values);
                break;
            case ParameterRole.Scale or ParameterRole.RunningVariance:
                values.Fill(1);
                break;
            default:
                values.Clear();
                break;
        }
    }
}
