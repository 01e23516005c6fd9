using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Structure;

/// <summary>
/// What of a network is alive: nodes that are reached from an input and reach an output, neither of it through zeros alone. An edge <c>none</c> of a
/// cell kills what stands before it and what hangs on it; counting that too makes sizes of such networks too large.
/// </summary>
internal sealed class LiveStructure
{
    private readonly Network _network;
    private readonly bool[] _isLive;

    /// <param name="network">The network.</param>
    public LiveStructure(Network network)
    {
        _network = network;
        var reached = new bool[network.Nodes.Length];
        foreach (var node in network.Nodes)
            reached[node.Index] = !node.IsAuxiliary && IsReached(node, reached);

        _isLive = new bool[reached.Length];
        foreach (var output in network.Outputs)
            _isLive[output.Index] = reached[output.Index];
        for (var index = reached.Length - 1; index >= 0; index--)
            if (_isLive[index])
                foreach (var input in network.Nodes[index].Inputs)
                    _isLive[input.Index] = reached[input.Index];
    }

    /// <summary>Trainable parameters of live nodes.</summary>
    public long Parameters => Live.DistinctBy(node => node.WeightOwner).Sum(node => node.WeightOwner.ParameterCount);

    /// <summary>Multiply-adds of live nodes for one sample.</summary>
    public long Flops => Live.Sum(node => node.Operation.Flops(node.InputShapes, node.Shape, FlopConvention.MultiplyAdds));

    /// <summary>Convolutions and linear maps on the longest live path from an input to an output.</summary>
    public int Depth
    {
        get
        {
            var depth = new int[_isLive.Length];
            foreach (var node in Live)
                depth[node.Index] = node.Inputs.Where(IsLive).Select(input => depth[input.Index]).DefaultIfEmpty().Max() + (IsLayer(node) ? 1 : 0);
            return _network.Outputs.Select(output => depth[output.Index]).DefaultIfEmpty().Max();
        }
    }

    /// <summary>Number of live paths from an input to an output.</summary>
    public double Paths
    {
        get
        {
            var paths = new double[_isLive.Length];
            foreach (var node in Live)
                paths[node.Index] = node.Operation is Input ? 1 : node.Inputs.Sum(input => paths[input.Index]);
            return _network.Outputs.Sum(output => paths[output.Index]);
        }
    }

    private IEnumerable<Node> Live => _network.Nodes.Where(IsLive);

    /// <summary>Whether a node is alive.</summary>
    /// <param name="node">A node of the network.</param>
    public bool IsLive(Node node) => _isLive[node.Index];

    // A product with zeros is zero; a sum or a concatenation lives on what is left of it.
    private static bool IsReached(Node node, bool[] reached) => node.Operation switch
    {
        Input => true,
        Zero => false,
        Multiply or MatrixProduct => node.Inputs.All(input => reached[input.Index]),
        _ => node.Inputs.Any(input => reached[input.Index]),
    };

    private static bool IsLayer(Node node) => node.Operation is Convolution or TransposedConvolution or Linear;
}
