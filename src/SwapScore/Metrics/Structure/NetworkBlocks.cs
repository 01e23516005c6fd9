using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Metrics.Structure;

/// <summary>The blocks of a network, each as its last node.</summary>
internal static class NetworkBlocks
{
    /// <summary>
    /// The stem and the cells where the builder of the network says where they end, at least two of them. Otherwise, as for models of another runtime, every
    /// recorded activation ends a block.
    /// </summary>
    /// <param name="network">The network.</param>
    public static ImmutableArray<Node> Find(Network network) => AreKnown(network) ? network.Blocks : [.. network.Activations];

    /// <summary>How many blocks of the builder end before a node; 1 for every node where they are not known.</summary>
    /// <param name="network">The network.</param>
    /// <param name="node">A node of it.</param>
    public static int Before(Network network, Node node) => AreKnown(network) ? network.Blocks.Count(last => last.Index < node.Index) : 1;

    /// <summary>Whether the builder says where blocks end.</summary>
    public static bool AreKnown(Network network) => network.Blocks.Length > 1;
}
