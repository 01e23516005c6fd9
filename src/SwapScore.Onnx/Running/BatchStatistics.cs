using SwapScore.Engine;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>Lets batch normalisations take mean and variance from the batch.</summary>
internal static class BatchStatistics
{
    // Before this version the operation has no training mode that ONNX Runtime carries out.
    private const int FirstWithTrainingMode = 14;

    /// <summary>The graph as it is run.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mode">What batch normalisations normalise by.</param>
    /// <param name="shapes">Dimensions of its values, as far as known.</param>
    public static ModelGraph Apply(ModelGraph graph, NormalizationMode mode, IReadOnlyDictionary<string, long[]> shapes)
    {
        var constants = new Dictionary<string, TensorProto>(graph.Constants);
        var nodes = new List<NodeProto>();
        foreach (var node in graph.Nodes)
            if (node.Is("BatchNormalization"))
                nodes.AddRange(Normalization(node, mode, graph.Opset, shapes.GetValueOrDefault(node.Input[0])?.Length ?? 4, constants));
            else
                nodes.Add(node);
        return graph.With(nodes, constants);
    }

    private static IEnumerable<NodeProto> Normalization(NodeProto node, NormalizationMode mode, int opset, int rank, Dictionary<string, TensorProto> constants)
    {
        var output = node.Output[0];
        var plain = node.Clone();
        plain.Output.Clear();
        plain.Output.Add(output);
        if (mode == NormalizationMode.Running)
        {
            if (plain.Find("training_mode") is { } training) plain.Attribute.Remove(training);
            return [plain];
        }

        if (node.Integer("spatial", 1) == 0)
            throw new InputException($"{node.Label()} normalises every value by itself (spatial = 0), which is not done by the batch", Remedy.UseStoredStatistics());
        if (opset >= FirstWithTrainingMode)
        {
            plain.Set("training_mode", 1);
            plain.Output.Add([$"{output}/running mean", $"{output}/running variance"]);
            return [plain];
        }

        // [sample][channel][…] becomes one sample of [channel][sample·…]: normalising that by itself is the same.
        var permutation = Enumerable.Range(0, rank).Select(axis => axis < 2 ? 1L - axis : axis).ToArray();
        var (turned, shape, flat, normal, back) = ($"{output}/turned", $"{output}/shape", $"{output}/flat", $"{output}/normal", $"{output}/back");
        var (channels, target) = (constants.GetValueOrDefault(node.Input[1])?.Count() ?? 0, $"{output}/one sample");
        constants[target] = TensorValues.OfIntegers(target, [1, channels, -1], 3);
        var there = Node("Transpose", turned, [node.Input[0]], [turned]);
        there.Set("perm", permutation);
        var instance = Node("InstanceNormalization", normal, [flat, node.Input[1], node.Input[2]], [normal]);
        instance.Attribute.Add(node.Attribute.Where(attribute => attribute.Name == "epsilon"));
        var again = Node("Transpose", output, [back], [output]);
        again.Set("perm", permutation);
        return
        [
            there,
            Node("Shape", shape, [turned], [shape]),
            Node("Reshape", flat, [turned, target], [flat]),
            instance,
            Node("Reshape", back, [normal, shape], [back]),
            again,
        ];
    }

    private static NodeProto Node(string type, string name, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var node = new NodeProto { OpType = type, Name = name };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        return node;
    }
}
