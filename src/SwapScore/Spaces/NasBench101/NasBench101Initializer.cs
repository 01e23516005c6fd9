using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.NasBench101;

/// <summary>
/// The initialisation of the benchmark's networks as NAS-Bench-Suite-Zero builds them: convolutions N(0, 2 / (kernel area × output
/// channels)), the classifier N(0, 0.01²), biases and shifts 0, scales 1.
/// </summary>
internal sealed class NasBench101Initializer : IInitializer
{
    private readonly GaussianInitializer _gaussian = new();

    public string Name => "nasbench101";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        _gaussian.Fill(node, parameter, key, values);
        var deviation = parameter.Role switch
        {
            ParameterRole.ConvolutionWeight => MathF.Sqrt(2f / parameter.FanOut),
            ParameterRole.LinearWeight => 0.01f,
            _ => 1,
        };
        foreach (ref var value in values)
            value *= deviation;
    }
}
