using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Frees the batch of a model that was exported for a fixed number of samples: wherever a shape is written out, the dimension that holds the samples is taken
/// from what is reshaped instead. Which one that is cannot always be told; whether it was right is found out by running both.
/// </summary>
internal static class FreeBatch
{
    private const string Suffix = "/free batch";

    /// <summary>Ways to free a batch, the most likely first.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="batch">The fixed number of samples.</param>
    public static IEnumerable<ModelGraph> Ways(ModelGraph graph, int batch)
    {
        yield return Create(graph, batch, merged: null);
        if (!graph.Nodes.Any(node => node.Is("Reshape") && graph.Constant(node.Input[^1]) is { } constant && TensorValues.Integers(constant) is { Length: > 0 } shape && shape[0] != batch)) yield break;
        yield return Create(graph, batch, merged: 0);
        yield return Create(graph, batch, merged: 1);
    }

    /// <param name="graph">The graph.</param>
    /// <param name="batch">The fixed number of samples.</param>
    /// <param name="merged">The dimension taken for the samples' where no dimension is their number; null to leave such shapes as they are.</param>
    private static ModelGraph Create(ModelGraph graph, int batch, int? merged)
    {
        var constants = new Dictionary<string, TensorProto>(graph.Constants);
        var nodes = graph.Nodes.Select(node => node.Is("Reshape") && node.Input.Count > 1 && node.Integer("allowzero", 0) == 0 && graph.Weight(node.Input[0]) is null ? Freed(node) : node).ToList();
        return graph.With(nodes, constants);

        NodeProto Freed(NodeProto node)
        {
            // A zero copies the dimension of the input.
            if (graph.Constant(node.Input[1]) is not { } constant || TensorValues.Integers(constant) is not [var first, ..] shape) return node;
            if (first == batch)
            {
                shape[0] = 0;
            }
            else
            {
                if (merged is not { } standard || shape.Contains(-1)) return node;
                var place = Array.IndexOf(shape, batch) is > 0 and var named ? named : standard;
                if (place >= shape.Length || shape[place] % batch != 0) return node;
                shape[place] = -1;
            }

            var name = constant.Name + Suffix;
            constants[name] = TensorValues.OfIntegers(name, shape, shape.Length);
            var freed = node.Clone();
            freed.Input[1] = name;
            return freed;
        }
    }
}
