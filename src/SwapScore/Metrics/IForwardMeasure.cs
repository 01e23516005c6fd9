using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>Something that is measured while activations stream by.</summary>
internal interface IForwardMeasure
{
    /// <summary>What is run. Default: <see cref="ForwardProtocol.Standard"/>.</summary>
    ForwardProtocol Protocol => ForwardProtocol.Standard;

    /// <summary>Whether its observers take the samples of a pass in groups. Default: no.</summary>
    bool TakesGroups => false;

    /// <summary>Which nodes of a network it needs the values of. Nodes of auxiliary heads are never observed.</summary>
    /// <param name="network">The network.</param>
    Func<Node, bool> Observed(Network network);

    /// <summary>An observer for the forward passes of one network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">S, the number of samples of a pass.</param>
    /// <param name="groupSize">Samples of a group; S unless <see cref="TakesGroups"/>.</param>
    IRepeatObserver Start(Network network, int samples, int groupSize);
}
