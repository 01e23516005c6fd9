using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Proves without running anything that values keep the samples outermost: in their first dimension, those of a sample side by side. It knows what the
/// operations of most models do with their first dimension; a value that passes through any other is left unproven.
/// </summary>
internal sealed class OutermostSamples
{
    // They compute every element from those at the same place, or every sample of [sample][channel][…] by itself. Further operands hold weights or settings.
    private static readonly HashSet<string> BySample =
    [
        "AveragePool", "BatchNormalization", "Conv", "ConvTranspose", "DepthToSpace", "GlobalAveragePool", "GlobalMaxPool", "GroupNormalization",
        "InstanceNormalization", "LRN", "LpPool", "MaxPool", "SpaceToDepth", "FusedConv", "Resize", "Upsample",
    ];

    private static readonly HashSet<string> Elementwise =
    [
        "Abs", "Add", "And", "Cast", "Ceil", "Celu", "Clip", "Cos", "Div", "Dropout", "Elu", "Equal", "Erf", "Exp", "Floor", "Gelu", "Greater", "GreaterOrEqual",
        "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Less", "LessOrEqual", "Log", "Max", "Mean", "Min", "Mish", "Mul", "Neg", "Not", "Or", "PRelu",
        "Pow", "QuickGelu", "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Softplus", "Softsign", "Sqrt", "Sub", "Sum", "Swish", "Tanh",
        "ThresholdedRelu", "Where", "BiasGelu", "FastGelu",
    ];

    // The dimension they work along, where the node does not say.
    private static readonly Dictionary<string, long> Along = new()
    {
        ["Concat"] = 0,
        ["Hardmax"] = 1,
        ["LayerNormalization"] = -1,
        ["LogSoftmax"] = 1,
        ["LpNormalization"] = -1,
        ["RMSNormalization"] = -1,
        ["SimplifiedLayerNormalization"] = -1,
        ["Softmax"] = 1,
        ["Split"] = 0,
    };

    private readonly ModelGraph _graph;
    private readonly IReadOnlyDictionary<string, long[]> _shapes;
    private readonly Func<string, bool> _grows;

    // Values with samples outermost; values that depend on no sample's numbers; all others are unproven.
    private readonly HashSet<string> _outermost = [];
    private readonly HashSet<string> _free = [];

    /// <param name="graph">The graph.</param>
    /// <param name="fed">Inputs whose first dimension is that of the samples.</param>
    /// <param name="shared">Inputs that all samples share.</param>
    /// <param name="shapes">Dimensions of its values for some samples, as many as the batch is fixed at or two.</param>
    /// <param name="grows">Whether the first dimension of a value is a multiple of the number of samples, whatever that is.</param>
    public OutermostSamples(ModelGraph graph, IEnumerable<string> fed, IEnumerable<string> shared, IReadOnlyDictionary<string, long[]> shapes, Func<string, bool> grows)
    {
        (_graph, _shapes, _grows) = (graph, shapes, grows);
        _outermost.UnionWith(fed);
        _free.UnionWith(shared);
        _free.UnionWith(graph.Constants.Keys);
        foreach (var node in graph.Nodes) Visit(node);
    }

    /// <summary>Whether a value is proven to have its samples outermost.</summary>
    public bool Has(string value) => _outermost.Contains(value);

    /// <summary>Whether a value is proven to be the same whatever the samples are, though it may depend on their number.</summary>
    public bool IsIndependent(string value) => _free.Contains(value);

    private void Visit(NodeProto node)
    {
        if (IsRepeated(node)) _outermost.Add(node.Output[0]);
        else if (ModelGraph.Reads(node).All(_free.Contains) || node.OpType is "Shape" or "Size") _free.UnionWith(node.Output);
        else if (!node.Bodies().Any() && Keeps(node) && _grows(node.Output[0]))
            _outermost.UnionWith(node.Output.Where(output => output.Length > 0 && (output == node.Output[0] || node.OpType == "Split")));
    }

    /// <summary>Whether a node repeats one value for every sample, as models do with a token that stands for the whole.</summary>
    private bool IsRepeated(NodeProto node) =>
        node.OpType is "Expand" or "ConstantOfShape" && node.Input.All(IsFree) && _grows(node.Output[0])
        && (node.OpType == "ConstantOfShape" || First(node.Input[0]) == 1 || Rank(node.Input[0]) < Rank(node.Output[0]));

    private bool Keeps(NodeProto node)
    {
        var inputs = node.Input;
        if (BySample.Contains(node.OpType)) return Has(inputs[0]) && inputs.Skip(1).All(IsFree) && (node.OpType is not ("Resize" or "Upsample") || (First(node.Output[0]) == First(inputs[0]) && node.Text("coordinate_transformation_mode", "") != "tf_crop_and_resize"));
        if (Elementwise.Contains(node.OpType)) return inputs.Where(input => input.Length > 0).All(input => SuitsElementwise(input, node.Output[0]));
        if (Along.TryGetValue(node.OpType, out var standard)) return KeepsAlong(node, standard);
        switch (node.OpType)
        {
            case "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze":
                return Has(inputs[0]) && inputs.Skip(1).All(IsFree);
            case "Transpose":
                return Has(inputs[0]) && node.Integers("perm") is [0, ..];
            case "MatMul" or "FusedMatMul":
                return node.Integer("transBatchA", 0) == 0 && node.Integer("transBatchB", 0) == 0 && KeepsProduct(node);
            case "Gemm" or "FusedGemm":
                return Has(inputs[0]) && IsFree(inputs[1]) && node.Integer("transA", 0) == 0
                    && (inputs.Count < 3 || inputs[2].Length == 0 || (IsFree(inputs[2]) && SuitsElementwise(inputs[2], node.Output[0])));
            case "Gather":
                return IsFree(inputs[0]) ? Has(inputs[1]) && node.Integer("axis", 0) == 0
                    : Has(inputs[0]) && IsFree(inputs[1]) && IsInner(node.Integer("axis", 0), Rank(inputs[0]));
            case "Slice" or "Pad":
                return Has(inputs[0]) && inputs.Skip(1).All(IsFree) && First(node.Output[0]) == First(inputs[0]) && IsKept(node);
            case "SkipLayerNormalization" or "SkipSimplifiedLayerNormalization":
                return Has(inputs[0]) && Has(inputs[1]) && First(inputs[0]) == First(inputs[1]) && inputs.Skip(2).All(IsFree);
            case var reduction when reduction.StartsWith("Reduce", StringComparison.Ordinal):
                return Has(inputs[0]) && Axes(node) is { Count: > 0 } axes && axes.All(axis => IsInner(axis, Rank(inputs[0])));
            default:
                return false;
        }
    }

    private bool KeepsProduct(NodeProto node)
    {
        var (left, right) = (node.Input[0], node.Input[1]);
        if (Rank(left) is not { } leftRank || Rank(right) is not { } rightRank) return false;
        if (Has(left) && Has(right)) return leftRank > 2 && leftRank == rightRank && First(left) == First(right);

        // Rows of the left operand may be samples; otherwise they have to lie before the dimensions of the matrix.
        if (Has(left) && IsFree(right))
            return leftRank == 2 ? rightRank <= 2 && node.Integer("transA", 0) == 0 : leftRank > 2 && (rightRank < leftRank || (rightRank == leftRank && First(right) == 1));
        return IsFree(left) && Has(right) && rightRank > 2 && (leftRank < rightRank || (leftRank == rightRank && First(left) == 1));
    }

    /// <summary>Whether a value, as an operand, meets every sample with its own numbers, or all with the same.</summary>
    private bool SuitsElementwise(string input, string output)
    {
        if (Rank(output) is not { } rank || Rank(input) is not { } own) return false;
        if (IsFree(input)) return own < rank || First(input) == 1 || rank == 0;
        return Has(input) && own == rank && First(input) == First(output);
    }

    private bool KeepsAlong(NodeProto node, long standard)
    {
        if (standard == 1 && _graph.Opset >= 13) standard = -1;
        var values = node.OpType == "Concat" ? node.Input.ToList() : [node.Input[0]];
        return IsInner(node.Integer("axis", standard), Rank(node.Output[0]))
            && values.All(value => Has(value) && First(value) == First(node.Output[0]))
            && node.Input.Skip(values.Count).All(IsFree);
    }

    private IReadOnlyList<long>? Axes(NodeProto node) => node.Integers("axes") is { Count: > 0 } axes ? axes
        : node.Input.Count > 1 && _graph.Constant(node.Input[1]) is { } constant ? Reading.TensorValues.Integers(constant) : null;

    /// <summary>Whether the first dimension is neither turned round nor cut: it keeps its length, and no axis that is named is the first.</summary>
    private bool IsKept(NodeProto node)
    {
        if (node.OpType == "Pad")
        {
            // Borders of both signs could shift it.
            var pads = node.Integers("pads") is { Count: > 0 } given ? given : node.Input.Count > 1 && _graph.Constant(node.Input[1]) is { } constant ? Reading.TensorValues.Integers(constant) : null;
            return pads is [0, ..] && pads[pads.Count / 2] == 0 && (node.Input.Count < 4 || node.Input[3].Length == 0);
        }

        var axes = node.Integers("axes") is { Count: > 0 } named ? named : node.Input.Count > 3 && _graph.Constant(node.Input[3]) is { } axesGiven ? Reading.TensorValues.Integers(axesGiven) : null;
        return axes is not null && axes.All(axis => IsInner(axis, Rank(node.Input[0])));
    }

    private static bool IsInner(long axis, int? rank) => rank is { } known && (axis < 0 ? axis + known : axis) > 0;

    private bool IsFree(string value) => value.Length == 0 || _free.Contains(value);

    private int? Rank(string value) => _shapes.GetValueOrDefault(value)?.Length;

    private long? First(string value) => _shapes.GetValueOrDefault(value) is [var first, ..] ? first : null;
}
