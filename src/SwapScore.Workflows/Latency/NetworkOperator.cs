using SwapScore.Networks;

namespace SwapScore.Workflows.Latency;

/// <summary>A part of a network that ONNX Runtime computes as one operator: a node, or a chain of nodes that it fuses.</summary>
/// <param name="nodes">The nodes; each but the first reads the one before it alone.</param>
internal sealed class NetworkOperator(IReadOnlyList<Node> nodes)
{
    /// <summary>What its latency is kept of.</summary>
    public OperatorKey Key { get; } = new(
        Plain(string.Join(" + ", nodes.Select(node => $"{node.Operation.Name} {node.Operation.Settings}".TrimEnd()))),
        Plain($"{string.Join(' ', nodes[0].InputShapes)} -> {nodes[^1].Shape}"));

    /// <summary>A network of this operator alone.</summary>
    public Network Build()
    {
        var builder = new NetworkBuilder(Key.Name);
        var last = builder.Add(nodes[0].Operation, [.. nodes[0].InputShapes.Select(shape => builder.Input(shape))]);
        foreach (var node in nodes.Skip(1))
            last = builder.Add(node.Operation, [last]);
        return builder.Build(last);
    }

    /// <summary>Fit for a field of CSV, and to be typed.</summary>
    private static string Plain(string text) => text.Replace('×', 'x').Replace(',', ';');
}
