using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Counts the multiply-adds of convolutions and matrix products, for which models are known; all else is small beside them.</summary>
internal static class MultiplyAdds
{
    private static readonly HashSet<string> Counted = ["Conv", "FusedConv", "ConvTranspose", "MatMul", "FusedMatMul", "Gemm", "FusedGemm"];

    /// <summary>Multiply-adds of a whole graph for one sample.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Dimensions of its values.</param>
    public static long Count(ModelGraph graph, IReadOnlyDictionary<string, long[]> shapes) => graph.Nodes.Sum(node => Count(node, shapes));

    /// <summary>
    /// Multiply-adds of a whole graph for one sample, those of every node divided by its output channels. The channels of a product of two computed values
    /// are what it is computed for side by side, the heads of attention.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Dimensions of its values.</param>
    public static double CountPerChannel(ModelGraph graph, IReadOnlyDictionary<string, long[]> shapes) =>
        graph.Nodes.Sum(node => Count(node, shapes) is > 0 and var count ? (double)count / Channels(graph, node, shapes[node.Output[0]]) : 0);

    private static long Channels(ModelGraph graph, NodeProto node, long[] output)
    {
        var channels = node.OpType switch
        {
            "Conv" or "FusedConv" or "ConvTranspose" when output.Length > 1 => output[1],
            "MatMul" or "FusedMatMul" when output.Length > 3 && graph.Producer(node.Input[1]) is not null => output[^3],
            _ => output[^1],
        };
        return Math.Max(1, channels);
    }

    /// <summary>The values, made by nodes, whose dimensions are needed.</summary>
    public static IEnumerable<string> Operands(ModelGraph graph) =>
        graph.Nodes.Where(node => Counted.Contains(node.OpType)).SelectMany(node => (string[])[node.Output[0], node.Input[0]]).Where(value => graph.Producer(value) is not null);

    private static long Count(NodeProto node, IReadOnlyDictionary<string, long[]> shapes)
    {
        long[]? Shape(int input) => input < node.Input.Count ? shapes.GetValueOrDefault(node.Input[input]) : null;

        var output = node.Output.Count > 0 ? shapes.GetValueOrDefault(node.Output[0]) : null;
        return node.OpType switch
        {
            // Every output sums the kernel's inputs of its group; every input of a transposed convolution feeds its outputs.
            "Conv" or "FusedConv" when output is not null && Shape(1) is [_, ..] kernel => Count(output) * (Count(kernel) / Math.Max(1, kernel[0])),
            "ConvTranspose" when output is not null && Shape(0) is { } input && Shape(1) is [_, ..] kernel => Count(input) * (Count(kernel) / Math.Max(1, kernel[0])),
            "MatMul" or "FusedMatMul" when output is not null && Shape(0) is [.., var summed] => Count(output) * summed,
            "Gemm" or "FusedGemm" when output is not null && Shape(0) is [var rows, var columns] => Count(output) * (node.Integer("transA", 0) == 0 ? columns : rows),
            _ => 0,
        };
    }

    private static long Count(IEnumerable<long> shape) => TensorValues.Count(shape) ?? 0;
}
