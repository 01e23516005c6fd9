using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>
/// The initialisation of the published networks: the patch embedding uniform by its fan-in, all else N(0, 0.02²) with biases 0. The published code cuts the normal
/// distribution at ±2, a hundred deviations, which is never reached.
/// </summary>
internal sealed class AutoFormerInitializer : IInitializer
{
    private readonly TransformerInitializer _transformer = new();

    public string Name => "vision-transformer";

    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        IInitializer chosen = node.Parameters[0].KernelArea > 1 ? FanInUniformInitializer.Instance : _transformer;
        chosen.Fill(node, parameter, key, values);
    }
}
