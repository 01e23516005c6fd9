using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics.Gradients;

/// <summary>The parameters that another initialiser draws, without their signs.</summary>
internal sealed class AbsoluteInitializer(IInitializer initializer) : IInitializer
{
    public string Name => $"absolute-{initializer.Name}";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        initializer.Fill(node, parameter, key, values);
        if (!parameter.IsTrainable) return;
        foreach (ref var value in values)
            value = Math.Abs(value);
    }
}
