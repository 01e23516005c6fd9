using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Knows which values are computed from constants alone, and from which: weight normalization, weights that are joined, cut, turned or converted.</summary>
internal sealed class ConstantChains
{
    private static readonly HashSet<string> Arithmetic = ["Add", "Div", "Max", "Mean", "Min", "Mod", "Mul", "Pow", "PRelu", "Sub", "Sum", "Where"];

    // They read one value, and settings beside it.
    private static readonly HashSet<string> Moving =
    [
        "Cast", "CastLike", "Compress", "CumSum", "DepthToSpace", "Expand", "Flatten", "Gather", "GatherElements", "GatherND", "Identity", "Pad", "Reshape", "Resize", "ReverseSequence",
        "Slice", "SpaceToDepth", "Split", "Squeeze", "Tile", "TopK", "Transpose", "Trilu", "Unsqueeze",
    ];

    private readonly ModelGraph _graph;

    // Values that are constant, with how many numbers the largest constant behind each has.
    private readonly Dictionary<string, long> _sizes = [];

    /// <param name="graph">The graph.</param>
    public ConstantChains(ModelGraph graph)
    {
        _graph = graph;
        foreach (var constant in graph.Constants.Values) _sizes[constant.Name] = ElementType.IsReal(constant.DataType) ? constant.Count() : 0;
        foreach (var node in graph.Nodes)
        {
            var isShape = node.OpType is "Shape" or "Size";
            var reads = ModelGraph.Reads(node).ToList();
            if (!isShape && (reads.Count == 0 || node.Bodies().Any() || !reads.TrueForAll(_sizes.ContainsKey))) continue;
            foreach (var output in node.Output) _sizes[output] = isShape ? 0 : Operands(node).Max(operand => _sizes.GetValueOrDefault(operand));
        }
    }

    /// <summary>Whether a value depends on no input, though perhaps on the sizes of inputs.</summary>
    public bool IsConstant(string value) => _sizes.ContainsKey(value);

    /// <summary>The constants of several real numbers a value is computed from, in the order they are met; empty for what is no constant.</summary>
    /// <param name="value">The value.</param>
    public IReadOnlyList<ConstantLeaf> Leaves(string value)
    {
        var leaves = new List<ConstantLeaf>();
        var seen = new HashSet<(string, ConstantPart, bool)>();
        var left = new Stack<(string Value, ConstantPart Part, bool IsDivisor)>();
        if (IsConstant(value)) left.Push((value, ConstantPart.Whole, false));
        while (left.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            if (_graph.Constants.TryGetValue(next.Value, out var constant))
            {
                // What is divided by must not become zero.
                if (_sizes[constant.Name] > 1) leaves.Add(new ConstantLeaf(constant, next.IsDivisor && next.Part == ConstantPart.Summand ? ConstantPart.Factor : next.Part, next.IsDivisor));
                continue;
            }

            // Tables of sines and cosines are computed, not trained.
            if (_graph.Producer(next.Value) is not { } node || node.OpType is "Sin" or "Cos" or "Shape" or "Size" or "ConstantOfShape" or "Range") continue;
            var operands = Operands(node);
            for (var i = operands.Count - 1; i >= 0; i--) left.Push((operands[i], Part(node, operands, i, next.Part), next.IsDivisor || Divides(node, i)));
        }

        return leaves;
    }

    private static IReadOnlyList<string> Operands(NodeProto node) =>
        Moving.Contains(node.OpType) ? [node.Input[0]] : node.OpType == "Where" ? [.. node.Input.Skip(1)] : [.. node.Input.Where(input => input.Length > 0)];

    private ConstantPart Part(NodeProto node, IReadOnlyList<string> operands, int index, ConstantPart part)
    {
        if (part != ConstantPart.Whole || !Arithmetic.Contains(node.OpType) || 2 * _sizes[operands[index]] > operands.Max(operand => _sizes[operand])) return part;
        return node.OpType is "Add" or "Sub" or "Sum" ? ConstantPart.Summand : ConstantPart.Factor;
    }

    private static bool Divides(NodeProto node, int index) => (node.OpType == "Div" && index == 1) || node.OpType is "Sqrt" or "Reciprocal" or "Log" or "Pow";
}
