using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>
/// The initialisation of BERT and its kin: weights and embeddings N(0, 0.02²), biases and shifts 0, scales 1, the embedding of padding 0.
/// </summary>
internal sealed class TransformerInitializer : IInitializer
{
    private const float Deviation = 0.02f;

    /// <inheritdoc/>
    public string Name => "transformer";

    /// <inheritdoc/>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        switch (parameter.Role)
        {
            case ParameterRole.Scale or ParameterRole.RunningVariance:
                values.Fill(1);
                break;
            case ParameterRole.Bias or ParameterRole.Shift or ParameterRole.RunningMean:
                values.Clear();
                break;
            default:
                Gaussian.Fill(key, values);
                foreach (ref var value in values)
                    value *= Deviation;
                if (parameter.Role == ParameterRole.WordEmbedding) values[..parameter.FanIn].Clear();
                break;
        }
    }
}
