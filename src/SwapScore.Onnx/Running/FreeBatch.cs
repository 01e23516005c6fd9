using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Frees the batch of a model that was exported for a fixed number of samples: wherever a shape is written out and begins with that
/// number, the first dimension is taken from what is reshaped instead. Whether that was right is found out by running both.
/// </summary>
internal static class FreeBatch
{
    private const string Suffix = "/free batch";

    /// <param name="graph">The graph.</param>
    /// <param name="batch">The fixed number of samples.</param>
    public static ModelGraph Of(ModelGraph graph, int batch)
    {
        var constants = new Dictionary<string, TensorProto>(graph.Constants);
        var nodes = graph.Nodes.Select(node => node.Is("Reshape") && node.Input.Count > 1 && node.Integer("allowzero", 0) == 0 && graph.Weight(node.Input[0]) is null ? Freed(node) : node).ToList();
        return graph.With(nodes, constants);

        NodeProto Freed(NodeProto node)
        {
            // A zero copies the dimension of the input.
            if (graph.Constant(node.Input[1]) is not { } constant || TensorValues.Integers(constant) is not [var first, ..] shape || first != batch) return node;
            var name = constant.Name + Suffix;
            shape[0] = 0;
            constants[name] = TensorValues.OfIntegers(name, shape, shape.Length);
            var freed = node.Clone();
            freed.Input[1] = name;
            return freed;
        }
    }
}
