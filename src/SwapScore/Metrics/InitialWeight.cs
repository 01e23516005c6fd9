using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics;

/// <summary>One trainable tensor of a network as a repeat initializes it; nothing is drawn before it is asked for.</summary>
/// <param name="role">The role of the tensor.</param>
/// <param name="count">Number of its values.</param>
/// <param name="outputs">Length of its first dimension, at least 1: outputs of a weight.</param>
/// <param name="draw">Draws it.</param>
public sealed class InitialWeight(ParameterRole role, long count, long outputs, Func<ReadOnlyMemory<float>> draw)
{
    /// <summary>The role of the weight in its operation.</summary>
    public ParameterRole Role => role;

    /// <summary>Number of its values.</summary>
    public long Count => count;

    /// <summary>Length of its first dimension. A weight is a matrix of so many rows, one for each output, and <c>Count / Outputs</c> columns.</summary>
    public long Outputs => outputs;

    /// <summary>Its values; valid until the next tensor is drawn.</summary>
    public ReadOnlySpan<float> Draw() => draw().Span;

    /// <summary>Whether it is the matrix or filter of a linear map or convolution; those of transposed convolutions are not.</summary>
    internal bool IsMap => role is ParameterRole.ConvolutionWeight or ParameterRole.LinearWeight;

    /// <summary>‖W‖²: its values are drawn, squared and summed in their order.</summary>
    internal double SquaredLength()
    {
        var squares = 0.0;
        foreach (var value in Draw())
            squares += (double)value * value;
        return squares;
    }

    /// <summary>The weights of a network of this library.</summary>
    /// <param name="network">The network.</param>
    /// <param name="initializer">Draws them.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    internal static IEnumerable<InitialWeight> Draw(Network network, IInitializer initializer, RandomKey key)
    {
        var values = Array.Empty<float>();
        foreach (var node in network.Nodes.Where(node => !node.IsAuxiliary && node.WeightOwner == node))
            foreach (var (index, parameter) in node.Parameters.Index().Where(pair => pair.Item.IsTrainable))
                yield return new InitialWeight(parameter.Role, parameter.Count, parameter.Outputs, () =>
                {
                    if (values.Length < parameter.Count) values = new float[parameter.Count];
                    var drawn = values.AsMemory(0, (int)parameter.Count);
                    initializer.Fill(node, parameter, key.Derive(RandomPurpose.Parameter, node.FirstParameter + index), drawn.Span);
                    return drawn;
                });
    }
}
