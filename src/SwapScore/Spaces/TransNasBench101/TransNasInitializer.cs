using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>
/// The initialisation of the benchmark's networks: convolutions of the encoder N(0, 2 / (kernel area × output channels)), everything in the
/// heads uniform by its fan; scales 1, shifts 0.
/// </summary>
internal sealed class TransNasInitializer : IInitializer
{
    private readonly GaussianInitializer _gaussian = new();
    private readonly FanInUniformInitializer _uniform = new();

    public string Name => "transnas";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        if (node.Role == NodeRole.Head)
        {
            _uniform.Fill(node, parameter, key, values);
            return;
        }

        _gaussian.Fill(node, parameter, key, values);
        if (parameter.Role != ParameterRole.ConvolutionWeight) return;
        var deviation = MathF.Sqrt(2f / parameter.FanOut);
        foreach (ref var value in values)
            value *= deviation;
    }
}
