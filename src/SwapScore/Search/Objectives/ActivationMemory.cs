using SwapScore.Networks;

namespace SwapScore.Search.Objectives;

/// <summary>What the activations of a network take at one time.</summary>
internal static class ActivationMemory
{
    /// <summary>
    /// The most bytes that values of one sample take at one time in a forward pass, node after node in the order of the network, each value kept
    /// until the last node has read it: 4 bytes per number, weights and the room of kernels not counted.
    /// </summary>
    /// <param name="network">The network.</param>
    public static long PeakBytes(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var lastReader = new Dictionary<Node, Node>();
        foreach (var node in network.Nodes)
            foreach (var input in node.Inputs)
                lastReader[input] = node;
        var outputs = network.Outputs.ToHashSet();
        var (held, peak) = (0L, 0L);
        foreach (var node in network.Nodes)
        {
            held += Bytes(node);
            peak = Math.Max(peak, held);
            held -= node.Inputs.Distinct().Where(input => lastReader[input] == node && !outputs.Contains(input)).Sum(Bytes);
            if (!lastReader.ContainsKey(node) && !outputs.Contains(node)) held -= Bytes(node);
        }

        return peak;
    }

    private static long Bytes(Node node) => sizeof(float) * (long)node.Shape.Count;
}
