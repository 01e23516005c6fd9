using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.Pit;

/// <summary>The initialisation of the published networks: class token and places N(0, 0.02²), all else uniform by its fan-in.</summary>
internal sealed class PitInitializer : IInitializer
{
    private readonly TransformerInitializer _tokens = new();

    public string Name => "pooling-transformer";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        IInitializer chosen = node.Operation is ClassToken ? _tokens : FanInUniformInitializer.Instance;
        chosen.Fill(node, parameter, key, values);
    }
}
