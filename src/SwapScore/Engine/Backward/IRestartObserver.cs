using SwapScore.Networks;

namespace SwapScore.Engine.Backward;

/// <summary>An observer of a backward pass that begins anew at some nodes.</summary>
internal interface IRestartObserver : IActivationObserver
{
    /// <summary>Sets the gradient with which the pass goes on, once for every sample, after the one that has arrived was shown.</summary>
    /// <param name="node">The node at which it begins anew.</param>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="gradient">The gradient, <c>[channel][row][column]</c>; all of it is set.</param>
    void Restart(Node node, int sample, Span<float> gradient);
}
