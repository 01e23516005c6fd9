namespace SwapScore.Engine;

/// <summary>
/// Receives the observed activations of a forward pass, one node after the other (of one group of samples after the
/// other, where the plan has groups). The one abstraction between sources of activations
/// (the engine, other runtimes) and the metrics that read them.
/// </summary>
public interface IActivationObserver
{
    /// <summary>
    /// Takes in the values of one node. Of values in rows, parts of a node are shown by several threads at once: what reads signs
    /// (<see cref="Patterns.IPatternCounter"/>) copes with that.
    /// </summary>
    /// <param name="activation">The values; not to be kept.</param>
    void Observe(in Activation activation);
}
