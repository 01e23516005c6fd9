using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>
/// Counts what of a constant is a parameter. Exporters keep one constant for biases and scales that are equal before training, where the model has one for each
/// map; and they keep constants that no training changes.
/// </summary>
internal sealed class ParameterCopies
{
    // What compares or chooses reads no parameters.
    private static readonly HashSet<string> Choosing =
        ["And", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN", "Less", "LessOrEqual", "NonZero", "Not", "NonMaxSuppression", "Or", "Range", "TopK", "Xor"];

    private const int Nearby = 16;

    private readonly ModelGraph _graph;

    // Values on which the data of some map with weights depend: what joins them was trained.
    private readonly HashSet<string> _trained;

    /// <param name="graph">The graph.</param>
    public ParameterCopies(ModelGraph graph)
    {
        _graph = graph;
        _trained = [.. graph.Nodes.Where(IsMap).SelectMany(node => node.Input)];
        foreach (var node in graph.Nodes.Reverse().Where(node => node.Output.Any(_trained.Contains))) _trained.UnionWith(ModelGraph.Reads(node));
    }

    /// <summary>How many parameters a bias, scale or shift stands for: one for each map whose result it changes.</summary>
    /// <param name="constant">The constant.</param>
    public int Of(TensorProto constant)
    {
        var readers = _graph.Consumers(constant.Name).Where(reader => IsSum(reader) || WeightOperands.FirstOf(reader).Count > 0).ToList();
        if (readers.Count < 2 && (readers.Count == 0 || readers[0].Input.Count(input => input == constant.Name) < 2)) return 1;
        var uses = readers.SelectMany(reader => reader.Input.Index().Where(input => input.Item == constant.Name).Select(input => (Reader: reader, Place: input.Index)));
        return Math.Max(1, uses.Where(use => use.Reader.OpType != "BatchNormalization" || use.Place < 3).Select(use => (Map(use.Reader), use.Reader.OpType, IsSum(use.Reader) ? 0 : use.Place)).Distinct().Count());
    }

    /// <summary>Whether no training changes a constant: it is compared with or chosen from, has a fixed pattern, or changes results that no further map reads.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="role">The role of the tensor.</param>
    public bool IsFixed(TensorProto constant, WeightRole role)
    {
        if (FixedConstants.IsPattern(constant)) return true;
        var readers = _graph.Consumers(constant.Name);
        if (readers.Count == 0) return false;
        if (readers.All(reader => Choosing.Contains(reader.OpType))) return true;
        return role is WeightRole.Other or WeightRole.Embedding && constant.Dims.Count(dimension => dimension > 1) > 1
            && readers.All(reader => IsSum(reader) && !reader.Output.Any(_trained.Contains));
    }

    private static bool IsSum(NodeProto node) => node.Is("Add") || node.Is("Sub") || node.Is("Mul") || node.Is("Div");

    private bool IsMap(NodeProto node) => WeightOperands.FirstOf(node).Count > 0 && node.OpType is not ("Gather" or "BiasGelu" or "FastGelu")
        && node.Input.Count > 1 && node.Input.Any(input => _graph.Weight(input) is { } weight && weight.Count() > 1);

    /// <summary>The weight of the map a bias or scale belongs to: of its own operation, or of the one before it.</summary>
    private string Map(NodeProto node)
    {
        for (var steps = 0; steps < Nearby; steps++)
        {
            if (node.Input.Select(_graph.Weight).OfType<TensorProto>().FirstOrDefault(weight => weight.Dims.Count(dimension => dimension > 1) > 1) is { } own) return own.Name;
            if (node.Input.Select(_graph.Producer).OfType<NodeProto>().FirstOrDefault() is not { } before) break;
            node = before;
        }

        return node.Output[0];
    }
}
