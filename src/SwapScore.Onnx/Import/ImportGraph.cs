using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import;

/// <summary>A model's graph as operators look at it: constants however they are passed on, settings, who reads what.</summary>
internal sealed class ImportGraph
{
    private readonly ModelGraph _graph;
    private readonly Dictionary<NodeProto, int> _positions = new(ReferenceEqualityComparer.Instance);

    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Dimensions of values, as far as known, that of the samples included.</param>
    /// <param name="samples">Number of samples that the dimensions are for.</param>
    public ImportGraph(ModelGraph graph, IReadOnlyDictionary<string, long[]> shapes, long samples)
    {
        (_graph, Shapes, Samples) = (graph, shapes, samples);
        foreach (var (index, node) in graph.Nodes.Index()) _positions[node] = index;
    }

    public IReadOnlyDictionary<string, long[]> Shapes { get; }

    public long Samples { get; }

    public IReadOnlyList<NodeProto> Nodes => _graph.Nodes;

    public int Opset => _graph.Opset;

    /// <summary>Where a value comes from when nodes that change nothing are passed over.</summary>
    public string Root(string value) => _graph.Root(value);

    /// <summary>The node that makes a value, nodes that change nothing passed over; null for inputs and constants.</summary>
    public NodeProto? Maker(string value) => _graph.Producer(_graph.Root(value));

    /// <summary>The same, where it is of one kind.</summary>
    public NodeProto? Maker(string value, string type) => Maker(value) is { } node && node.Is(type) ? node : null;

    /// <summary>Place of a node in the order of computation.</summary>
    public int PositionOf(NodeProto node) => _positions[node];

    /// <summary>Whether one node alone reads a value.</summary>
    public bool IsReadOnce(string value) => _graph.Consumers(value) is [var reader] && reader.Input.Count(input => input == value) == 1;

    /// <summary>The nodes that read a value.</summary>
    public IReadOnlyList<NodeProto> Readers(string value) => _graph.Consumers(value);

    /// <summary>The number of a constant of one element; null for other values.</summary>
    public double? Number(string value) => _graph.Constant(value) is { } constant && constant.Count() == 1 ? TensorValues.Scalar(constant) : null;

    /// <summary>The whole numbers of a constant; null for other values.</summary>
    public long[]? Integers(string value) => _graph.Constant(value) is { } constant ? TensorValues.Integers(constant) : null;

    /// <summary>The whole numbers of a setting that is an attribute in some versions of the standard and an input in others; null where it is not given or is computed.</summary>
    public IReadOnlyList<long>? Setting(NodeProto node, string attribute, int input) =>
        node.Find(attribute) is { } known ? known.Ints : HasInput(node, input) ? Integers(node.Input[input]) : null;

    /// <summary>Whether a node has an input.</summary>
    public static bool HasInput(NodeProto node, int input) => node.Input.Count > input && node.Input[input].Length > 0;

    /// <summary>The real numbers of a constant, passed on unchanged; null for other values.</summary>
    public float[]? Reals(string value) =>
        _graph.Constant(value) is { } constant && ElementType.IsReal(constant.DataType) ? TensorValues.Reals(constant) : null;

    /// <summary>A constant of real numbers, however it is turned and reshaped; null for other values.</summary>
    public WeightView? Constant(string value)
    {
        value = _graph.Root(value);
        if (_graph.Constants.GetValueOrDefault(value) is { } constant)
            return ElementType.IsReal(constant.DataType) ? new WeightView(value, [.. constant.Dims]) : null;
        if (_graph.Producer(value) is not { } node || node.Input.Count == 0 || Constant(node.Input[0]) is not { } source) return null;
        return node.OpType switch
        {
            "Cast" or "CastLike" => source,
            "Transpose" => source.Transpose(node.Integers("perm") is { Count: > 0 } order
                ? [.. order.Select(axis => (int)axis)]
                : [.. Enumerable.Range(0, source.Dimensions.Length).Reverse()]),
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" when Shapes.TryGetValue(value, out var shape) && TensorValues.Count(shape) == source.Count => source.Reshape(shape),
            _ => null,
        };
    }
}
