using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>Something that is measured while activations stream by.</summary>
internal interface IForwardMeasure
{
    /// <summary>Whether the values of a node are needed. Nodes of auxiliary heads never are.</summary>
    bool Observes(Node node);

    /// <summary>An observer for the forward passes of one network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">S, the number of samples.</param>
    IRepeatObserver Start(Network network, int samples);
}
