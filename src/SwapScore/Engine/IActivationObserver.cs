using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>
/// Receives the observed activations of a forward pass, one node after the other (of one group of samples after the
/// other, where the plan has groups). The one abstraction between sources of activations
/// (the engine, other runtimes) and the metrics that read them.
/// </summary>
public interface IActivationObserver
{
    /// <summary>
    /// Whether the values of a node may be shown in parts, some neurons at a time, in any order and by several threads at once. Counting signs
    /// can do with parts; whatever relates neurons to each other needs the whole node. Default: no, the whole node in one call.
    /// </summary>
    /// <param name="node">A node that is observed.</param>
    bool TakesParts(Node node) => false;

    /// <summary>Takes in the values of one node, or of a part of it (<see cref="TakesParts"/>).</summary>
    /// <param name="activation">The values; not to be kept.</param>
    void Observe(in Activation activation);
}
