using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>
/// Something that is measured while activations stream by: which values are needed, and an observer that makes one number of them per repeat.
/// </summary>
public interface IForwardMeasure
{
    /// <summary>What is run. Default: <see cref="ForwardProtocol.Standard"/>.</summary>
    ForwardProtocol Protocol => ForwardProtocol.Standard;

    /// <summary>
    /// What it needs beside the values of activation functions and what its protocol says:
    /// <see cref="MetricRequirements.InnerValues"/> where <see cref="Observed"/> names other nodes. Default: nothing.
    /// </summary>
    MetricRequirements Requirements => MetricRequirements.None;

    /// <summary>Whether its observers take the samples of a pass in groups, all values of one group before those of the next. Default: no.</summary>
    bool TakesGroups => false;

    /// <summary>Which nodes of a network it needs the values of. Nodes of auxiliary heads are never observed.</summary>
    /// <param name="network">The network; of a model of another runtime a sketch that holds its activations.</param>
    Func<Node, bool> Observed(Network network);

    /// <summary>
    /// An observer for the forward passes of one network. Several may exist at the same time, each for other repeats; one is used by one
    /// thread at a time unless it takes parts of nodes (<see cref="Engine.IActivationObserver.TakesParts"/>).
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">S, the number of samples of a pass.</param>
    /// <param name="groupSize">Samples of a group; S unless <see cref="TakesGroups"/>.</param>
    /// <exception cref="UsageException">The metric has no meaning for such a network.</exception>
    IRepeatObserver Start(Network network, int samples, int groupSize);
}
