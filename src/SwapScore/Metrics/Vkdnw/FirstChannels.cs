using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Metrics.Vkdnw;

/// <summary>Keeps the first channel of all that it is shown.</summary>
/// <param name="network">The network.</param>
internal sealed class FirstChannels(Network network) : IActivationObserver
{
    // By node, [sample][position].
    private readonly Dictionary<int, float[][]> _channels = [];

    public void Observe(in Activation activation)
    {
        var channels = new float[activation.Samples][];
        for (var sample = 0; sample < channels.Length; sample++)
            activation.Sample(sample)[..(int)activation.Node.Shape.Area].CopyTo(channels[sample] = new float[activation.Node.Shape.Area]);
        _channels[network.Canonical[activation.Node.Index]] = channels;
    }

    /// <summary>Whether the value of a node was shown.</summary>
    public bool Has(Node node) => _channels.ContainsKey(network.Canonical[node.Index]);

    /// <summary>The first channel of a node, <c>[sample][position]</c>.</summary>
    public float[][] Of(Node node) => _channels[network.Canonical[node.Index]];
}
