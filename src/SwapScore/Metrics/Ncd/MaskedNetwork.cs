using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Ncd;

/// <summary>
/// A network as NCD scores it. Most values that a convolution reads are set to 0, at random for every convolution, sample and value (stochastic activation
/// masking). Batch normalizations become layer normalizations over all values of a sample (non-linear rescaling).
/// </summary>
internal static class MaskedNetwork
{
    /// <summary>The changed copy of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rate">Share of the values that are set to 0, in [0, 1).</param>
    public static Network Create(Network network, float rate)
    {
        var builder = new NetworkBuilder(network.Name);
        var copies = new Dictionary<Node, Node>();
        foreach (var node in network.Nodes)
        {
            var inputs = node.Inputs.Select(input => copies[input]).ToArray();
            var role = builder.As(node.Role);
            copies[node] = node.Operation switch
            {
                Convolution => Copy(role, node, copies, [role.Dropout(inputs[0], rate, $"{node.Name}.mask")]),
                BatchNormalization => Normalize(role, node, inputs[0]),
                _ => Copy(role, node, copies, inputs),
            };
        }

        return builder.Build([.. network.Outputs.Select(output => copies[output])]);
    }

    private static Node Copy(NetworkBuilder builder, Node node, Dictionary<Node, Node> copies, Node[] inputs) =>
        builder.Add(node.Operation, inputs, node.Name, node.WeightOwner == node ? null : copies[node.WeightOwner]);

    /// <summary>All values of a sample are channels of one position, so that they share their mean and variance.</summary>
    private static Node Normalize(NetworkBuilder builder, Node node, Node x) => builder.Reshape(
        builder.LayerNormalization(builder.Reshape(x, Shape.Vector((int)x.Shape.Count), $"{node.Name}.values"), name: node.Name), x.Shape, $"{node.Name}.map");
}
