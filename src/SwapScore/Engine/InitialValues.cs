using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Engine;

/// <summary>What every executor puts into a parameter tensor before a pass.</summary>
public static class InitialValues
{
    /// <summary>Draws weights, or notes the stream a dropout takes its decisions from.</summary>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="node">The node that has the parameter.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="ordinal">Running number of the parameter in its network.</param>
    /// <param name="key">Stream of the repeat.</param>
    /// <param name="values">The values of the parameter, all of which are set.</param>
    public static void Fill(IInitializer initializer, Node node, Parameter parameter, int ordinal, RandomKey key, Span<float> values)
    {
        if (parameter.Role == ParameterRole.DropoutKey)
            key.Derive(RandomPurpose.Dropout, ordinal).CopyTo(values);
        else
            initializer.Fill(node, parameter, key.Derive(RandomPurpose.Parameter, ordinal), values);
    }
}
