using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics.Gradients;

/// <summary>The parameters that another initialiser draws, without their signs.</summary>
/// <param name="initializer">The other one.</param>
/// <param name="hasEmbeddingsOfOnes">Whether every token is embedded as ones instead. Default: false.</param>
internal sealed class AbsoluteInitializer(IInitializer initializer, bool hasEmbeddingsOfOnes = false) : IInitializer
{
    public string Name => $"absolute-{initializer.Name}";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        if (hasEmbeddingsOfOnes && parameter.Role is (ParameterRole.WordEmbedding or ParameterRole.PositionEmbedding or ParameterRole.TypeEmbedding))
        {
            values.Fill(parameter.Role == ParameterRole.WordEmbedding ? 1 : 0);
            return;
        }

        initializer.Fill(node, parameter, key, values);
        if (!parameter.IsTrainable) return;
        foreach (ref var value in values)
            value = Math.Abs(value);
    }
}
