using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Adds the values between the activations of a model to what stands for it: all maps that its operations compute, equal ones once. What only
/// gives back another value in another shape or order is no value of its own.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="placement">Where the samples lie; values where that is not proven are left out.</param>
internal sealed class InnerValues(ModelGraph graph, Placement placement)
{
    private readonly EqualValues _equal = new(graph);
    private int _next;

    /// <summary>Adds the values that are computed before one.</summary>
    /// <param name="output">The value; null for all that are left.</param>
    /// <param name="network">Receives them.</param>
    public void AddBefore(string? output, StandIn network)
    {
        for (; _next < graph.Nodes.Count; _next++)
        {
            var node = graph.Nodes[_next];
            if (output is not null && node.Output.Contains(output)) break;
            if (node.Output.Count > 0) Add(node, network);
        }
    }

    private void Add(NodeProto node, StandIn network)
    {
        var value = node.Output[0];
        if (network.Has(value) || value.Length == 0 || node.Input.Count == 0 || _equal.FirstOf(value) != value || ModelGraph.Rearranging.Contains(node.OpType)) return;
        if (!placement.Shapes.TryGetValue(value, out var shape) || placement.LayoutOf(value) is not { Neurons: > 0 and <= int.MaxValue, Outer: 1 } layout) return;
        network.Add(value, KindOf(node, shape), _equal.FirstOf(node.Input[0]), layout, shape);
    }

    private ForeignKind KindOf(NodeProto node, long[] shape) => node.OpType switch
    {
        "Conv" or "FusedConv" => ForeignKind.Convolution,
        "BatchNormalization" => ForeignKind.BatchNormalization,
        "GlobalAveragePool" => ForeignKind.GlobalPooling,
        "AveragePool" or "ReduceMean" when AreaOf(shape) == 1 && placement.Shapes.TryGetValue(node.Input[0], out var read) && AreaOf(read) > 1 => ForeignKind.GlobalPooling,
        _ => ForeignKind.Value,
    };

    /// <summary>Rows times columns of <c>[sample][channel][row][column]</c>; 1 for <c>[sample][channel]</c>.</summary>
    private static long AreaOf(long[] shape) => shape.Length switch { 2 => 1, 4 => shape[2] * shape[3], _ => 0 };
}
