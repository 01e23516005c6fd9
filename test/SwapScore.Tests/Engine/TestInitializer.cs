using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Makes every parameter matter: scales, shifts, biases and running statistics are random too.</summary>
internal sealed class TestInitializer : IInitializer
{
    public string Name => "test";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        Gaussian.Fill(key, values);
        if (parameter.Role != ParameterRole.RunningVariance) return;
        foreach (ref var value in values)
            value = 0.1f + value * value;
    }
}
