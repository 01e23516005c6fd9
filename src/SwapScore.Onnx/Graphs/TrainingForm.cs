using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// Brings models exported in training mode into the form of inference: dropout does nothing, and batch normalisations give their result
/// alone. What they normalise by is decided when the model is run.
/// </summary>
internal static class TrainingForm
{
    public static IEnumerable<NodeProto> Remove(IReadOnlyCollection<NodeProto> nodes)
    {
        var read = nodes.SelectMany(ModelGraph.Reads).ToHashSet();
        return nodes.Select(node =>
            node.OpType is not ("BatchNormalization" or "Dropout") || !Attributes.IsStandard(node.Domain) ? node
            : !node.Output.Skip(1).Any(read.Contains) ? Plain(node)
            : node.OpType == "Dropout" ? WithoutTraining(node)
            : node);
    }

    /// <summary>A dropout that keeps every value, for those who read which it keeps.</summary>
    private static NodeProto WithoutTraining(NodeProto node)
    {
        var plain = node.Clone();
        while (plain.Input.Count > 1) plain.Input.RemoveAt(plain.Input.Count - 1);
        return plain;
    }

    private static NodeProto Plain(NodeProto node)
    {
        var plain = node.Clone();
        while (plain.Output.Count > 1) plain.Output.RemoveAt(plain.Output.Count - 1);
        if (node.OpType == "BatchNormalization")
        {
            if (plain.Find("training_mode") is { } training) plain.Attribute.Remove(training);
            return plain;
        }

        plain.OpType = "Identity";
        plain.Attribute.Clear();
        while (plain.Input.Count > 1) plain.Input.RemoveAt(plain.Input.Count - 1);
        return plain;
    }
}
