using System.Runtime.CompilerServices;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Structure;

/// <summary>
/// What of a network is alive: nodes that are reached from an input and reach an output, neither of it through zeros alone. An edge <c>none</c> of a
/// cell kills what stands before it and what hangs on it; counting that too makes sizes of such networks too large.
/// </summary>
internal sealed class LiveStructure
{
    // Several metrics ask for the structure of one network, one after the other.
    private static readonly ConditionalWeakTable<Network, LiveStructure> Known = [];

    private readonly bool[] _isLive;

    private LiveStructure(Network network)
    {
        var nodes = network.Nodes;
        var reached = new bool[nodes.Length];
        foreach (var node in nodes)
            reached[node.Index] = !node.IsAuxiliary && IsReached(node, reached);

        _isLive = new bool[nodes.Length];
        foreach (var output in network.Outputs)
            _isLive[output.Index] = reached[output.Index];
        for (var index = nodes.Length - 1; index >= 0; index--)
            if (_isLive[index])
                foreach (var input in nodes[index].Inputs)
                    _isLive[input.Index] = reached[input.Index];

        // One pass for all sizes: every study asks for them of every network.
        var (depths, paths, isOwned) = (new int[nodes.Length], new double[nodes.Length], new bool[nodes.Length]);
        foreach (var node in nodes)
        {
            // What stands for a model of another runtime counts, whatever hangs on it.
            if (node.Operation is Foreign foreign) ChannelFlops += foreign.ChannelMultiplyAdds;
            if (!_isLive[node.Index]) continue;
            var flops = node.Operation.Flops(node.InputShapes, node.Shape, FlopConvention.MultiplyAdds);
            Flops += flops;
            if (node.Operation is Convolution or TransposedConvolution or Linear or MatrixProduct) ChannelFlops += (double)flops / node.Shape.Channels;
            if (!isOwned[node.WeightOwner.Index]) Parameters += node.WeightOwner.ParameterCount;
            isOwned[node.WeightOwner.Index] = true;
            var (depth, count) = (0, node.Operation is Input ? 1.0 : 0.0);
            foreach (var input in node.Inputs)
            {
                depth = Math.Max(depth, depths[input.Index]);
                count += paths[input.Index];
            }

            depths[node.Index] = depth + (node.Operation is Convolution or TransposedConvolution or Linear ? 1 : 0);
            paths[node.Index] = count;
        }

        foreach (var output in network.Outputs)
        {
            Depth = Math.Max(Depth, depths[output.Index]);
            Paths += paths[output.Index];
        }
    }

    /// <summary>Trainable parameters of live nodes.</summary>
    public long Parameters { get; }

    /// <summary>Multiply-adds of live nodes for one sample.</summary>
    public long Flops { get; }

    /// <summary>
    /// Multiply-adds per output channel of live convolutions, linear maps and matrix products, summed, for one sample: positions times fan-in. The heads of
    /// attention are the channels of its matrix products.
    /// </summary>
    public double ChannelFlops { get; }

    /// <summary>Convolutions and linear maps on the longest live path from an input to an output.</summary>
    public int Depth { get; }

    /// <summary>Number of live paths from an input to an output.</summary>
    public double Paths { get; }

    /// <summary>The live structure of a network, found once.</summary>
    /// <param name="network">The network.</param>
    public static LiveStructure Find(Network network) => Known.GetValue(network, network => new LiveStructure(network));

    /// <summary>
    /// Says which nodes of a network hold values of live recorded activations. Equal values are shown once, as those of their first node: they are alive
    /// if any of their nodes is. A sketch of a model of another runtime has no wiring: all of its activations count.
    /// </summary>
    /// <param name="network">The network.</param>
    public static Func<Node, bool> Activations(Network network)
    {
        if (network.Nodes.Any(node => node.Operation is ForeignActivation)) return node => node.IsSwapActivation;
        var live = Find(network);
        var values = network.Activations.Where(live.IsLive).Select(node => network.Canonical[node.Index]).ToHashSet();
        return node => node.IsSwapActivation && values.Contains(network.Canonical[node.Index]);
    }

    /// <summary>Whether a node is alive.</summary>
    /// <param name="node">A node of the network.</param>
    public bool IsLive(Node node) => _isLive[node.Index];

    // A product with zeros is zero; a sum or a concatenation lives on what is left of it.
    private static bool IsReached(Node node, bool[] reached)
    {
        if (node.Operation is Input) return true;
        if (node.Operation is Zero) return false;
        var needsAll = node.Operation is Multiply or MatrixProduct;
        foreach (var input in node.Inputs)
            if (reached[input.Index] != needsAll)
                return !needsAll;
        return needsAll;
    }
}
