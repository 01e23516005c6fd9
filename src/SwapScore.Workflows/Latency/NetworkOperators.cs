using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Workflows.Latency;

/// <summary>Cuts networks into the operators that ONNX Runtime computes.</summary>
internal static class NetworkOperators
{
    /// <summary>
    /// The operators of a network, in its order. A normalization after a convolution or linear map and an activation function after those belong to it, since
    /// both are fused. What nothing reads is left out, and so is what is computed already: the same operation without weights of the same inputs.
    /// </summary>
    /// <param name="network">The network.</param>
    public static IReadOnlyList<NetworkOperator> Read(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (kept, readers) = (FindKept(network), new Dictionary<Node, List<Node>>());
        var distinct = network.Nodes.Where(node => kept[node.Index] == node).ToList();
        foreach (var node in distinct)
            foreach (var input in node.Inputs)
                (readers.TryGetValue(kept[input.Index]!, out var list) ? list : readers[kept[input.Index]!] = []).Add(node);
        var outputs = network.Outputs.Select(output => kept[output.Index]).ToHashSet();
        var (operators, fused) = (new List<NetworkOperator>(), new HashSet<Node>());
        foreach (var node in distinct.Where(node => node.Operation is not Input && !fused.Contains(node)))
        {
            var chain = Chain(node, last => !outputs.Contains(last) && readers.GetValueOrDefault(last) is [{ Inputs.Length: 1 } only] ? only : null);
            fused.UnionWith(chain);
            operators.Add(new NetworkOperator(chain));
        }

        return operators;
    }

    private static List<Node> Chain(Node first, Func<Node, Node?> onlyReader)
    {
        List<Node> chain = [first];
        if (first.Operation is not (Convolution or TransposedConvolution or Linear)) return chain;
        if (onlyReader(first) is { Operation: BatchNormalization } normalization) chain.Add(normalization);
        if (onlyReader(chain[^1]) is { } next && next.Operation.Signs != SignRange.None) chain.Add(next);
        return chain;
    }

    /// <summary>Per node: the node that computes its value; null where nothing reads it.</summary>
    private static Node?[] FindKept(Network network)
    {
        var isRead = new bool[network.Nodes.Length];
        foreach (var output in network.Outputs)
            isRead[output.Index] = true;
        foreach (var node in network.Nodes.Reverse().Where(node => isRead[node.Index]))
            foreach (var input in node.Inputs)
                isRead[input.Index] = true;

        var (kept, known) = (new Node?[network.Nodes.Length], new Dictionary<(Operation Operation, string Inputs), Node>());
        foreach (var node in network.Nodes.Where(node => isRead[node.Index]))
        {
            var key = (node.Operation, string.Join(' ', node.Inputs.Select(input => kept[input.Index]!.Index)));
            var isShared = node.Operation is not Input && node.Parameters.IsEmpty && known.ContainsKey(key);
            kept[node.Index] = isShared ? known[key] : node;
            known.TryAdd(key, node);
        }

        return kept;
    }
}
