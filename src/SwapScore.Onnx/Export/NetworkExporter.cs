using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Export.Operations;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export;

/// <summary>Turns a network into an ONNX graph, node by node.</summary>
internal static class NetworkExporter
{
    public static GraphProto Export(Network network, OnnxExportOptions options, ITensorStore tensors, CancellationToken cancellation)
    {
        var graph = new GraphWriter(network.Name, tensors, network.Nodes.Select(node => node.Name));
        var weights = new NetworkWeights(graph, options);
        var flat = new HashSet<Node>();
        foreach (var node in network.Nodes.Where(node => node.Operation is not Input))
        {
            cancellation.ThrowIfCancellationRequested();
            OperationExport.Write(new NodeScope(node, graph, weights, flat), options.Normalization);
        }

        var outputs = network.Outputs.Union(network.Nodes.Where(node => node.Operation is not Input && options.IsExposed(node))).ToList();
        graph.Graph.Input.Add(network.Inputs.Select(node => HoldsTokens(network, node) ? Values.Tokens(node) : Values.Create(node, isFlat: false)));
        graph.Graph.Output.Add(outputs.Select(node => Values.Create(node, flat.Contains(node))));
        graph.Graph.ValueInfo.Add(network.Nodes.Except(outputs).Where(node => node.Operation is not Input).Select(node => Values.Create(node, flat.Contains(node))));
        return graph.Graph;
    }

    private static bool HoldsTokens(Network network, Node input) =>
        network.Nodes.Any(node => node.Operation is TokenEmbedding && node.Inputs.Contains(input));
}
