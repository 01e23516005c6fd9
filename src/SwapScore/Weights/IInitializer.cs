using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Weights;

/// <summary>
/// Draws the weights of a network. Weights are a pure function of (node, parameter, key), so that every back end gets the same ones and
/// none depends on what was drawn before.
/// </summary>
public interface IInitializer
{
    /// <summary>Name in results, for example <c>gaussian</c>.</summary>
    string Name { get; }

    /// <summary>Fills one parameter tensor.</summary>
    /// <param name="node">The node that owns it.</param>
    /// <param name="parameter">The parameter tensor.</param>
    /// <param name="key">Its stream of randomness.</param>
    /// <param name="values">All of its values, in the order of <see cref="ParameterRole"/>.</param>
    void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values);
}
