using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>
/// The initialisation networks get where nothing else is said (PyTorch's default): weights and biases of convolutions and linear maps
/// uniform in ±1/√fan, scales 1, shifts 0. The fan is the number of values that feed an output; of a transposed convolution it is output
/// channels × kernel area, because its weight is kept the other way round.
/// </summary>
/// <remarks>He et al.: Delving Deep into Rectifiers (ICCV 2015), with negative slope √5.</remarks>
internal sealed class FanInUniformInitializer : IInitializer
{
    /// <summary>The only instance; the initialiser has no state.</summary>
    internal static FanInUniformInitializer Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "fan-in-uniform";

    /// <inheritdoc/>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(parameter);
        switch (parameter.Role)
        {
            case ParameterRole.ConvolutionWeight or ParameterRole.TransposedConvolutionWeight or ParameterRole.LinearWeight or ParameterRole.Bias:
                var weight = node.Parameters[0];
                var fan = weight.Role == ParameterRole.TransposedConvolutionWeight ? weight.FanOut : weight.FanIn;
                var bound = 1 / MathF.Sqrt(fan);
                Uniform.Fill(key, values);
                foreach (ref var value in values)
                    value *= bound;
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
