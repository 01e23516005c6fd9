using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>Finds the weights among the constants of a model by what reads them, through whatever passes them on.</summary>
internal sealed class WeightFinder
{
    // What a scale or a shift of its own may follow: normalisations, and maps into which exporters have half folded one.
    private static readonly HashSet<string> Scaled =
    [
        "Div", "BatchNormalization", "InstanceNormalization", "LayerNormalization", "MeanVarianceNormalization", "LpNormalization", "Conv", "ConvTranspose", "MatMul", "Gemm",
    ];

    private static readonly HashSet<string> PassedThrough = [.. ModelGraph.Rearranging, "Dropout"];

    // Their real operands are factors and limits.
    private static readonly HashSet<string> Resizing = ["Resize", "Upsample", "Clip", "Pad"];

    private readonly ModelGraph _graph;
    private readonly ConstantChains _chains;
    private readonly ParameterCopies _copies;
    private readonly Dictionary<string, Weight> _weights = [];

    private WeightFinder(ModelGraph graph) => (_graph, _chains, _copies) = (graph, new ConstantChains(graph), new ParameterCopies(graph));

    /// <summary>The weights by name of their constant.</summary>
    public static IReadOnlyDictionary<string, Weight> Find(ModelGraph graph)
    {
        var finder = new WeightFinder(graph);
        foreach (var node in graph.Nodes) finder.Visit(node);

        // Those that are found in other ways come after all others, whose draws stay what they were.
        foreach (var node in graph.Nodes) finder.VisitComputed(node);

        // What is left and has several values was trained too, or at least stored.
        foreach (var constant in graph.Constants.Values.Where(constant => constant.Count() > 1 && !finder._weights.ContainsKey(constant.Name) && !FixedConstants.IsMask(constant)))
            if (graph.Consumers(constant.Name).Any(reader => !Resizing.Contains(reader.OpType)))
                finder.Add(constant, WeightRole.Other, 1, null);
        return finder._weights;
    }

    private void Visit(NodeProto node)
    {
        var operands = WeightOperands.FirstOf(node);
        if (operands.Count > 0)
        {
            foreach (var (input, role) in operands.Where(operand => operand.Input < node.Input.Count && node.Input[operand.Input].Length > 0))
                if (_graph.Weight(node.Input[input]) is { } constant && Suits(constant, node, role))
                    Add(constant, role, FanIn(constant, node, input, role), node);
        }
        else if (IsArithmetic(node))
        {
            if (node.OpType != "Sub") VisitSumOrProduct(node, node.Input[0], node.Input[1]);
            VisitSumOrProduct(node, node.Input[1], node.Input[0]);
        }
    }

    /// <summary>Weights of further operations, and those that lead to an operand through computation.</summary>
    private void VisitComputed(NodeProto node)
    {
        foreach (var (input, role) in WeightOperands.AllOf(node).Where(operand => operand.Input < node.Input.Count && operand.Role is WeightRole.Scale or WeightRole.Bias))
            if (_graph.Weight(node.Input[input]) is { } single && ElementType.IsReal(single.DataType) && single.Count() == 1) Add(single, role, 1, node);
        if (node.Output.Count == 0 || _chains.IsConstant(node.Output[0])) return;
        foreach (var (input, role) in WeightOperands.AllOf(node).Where(operand => operand.Input < node.Input.Count))
            if (role != WeightRole.Embedding || node.Input.Count < 2 || node.OpType is not ("Gather" or "GatherElements" or "GatherND") || !_chains.IsConstant(node.Input[1]))
                AddLeaves(node, node.Input[input], input, role);
        if (node.Is("PRelu") && _graph.Weight(node.Input[1]) is { } slope && ElementType.IsReal(slope.DataType)) Add(slope, WeightRole.Slope, 1, node);
        if (node.Is("Einsum"))
            foreach (var (index, input) in node.Input.Index()) AddLeaves(node, input, index, WeightRole.Linear);
        if (Attributes.IsStandard(node.Domain) && node.OpType is "Add" or "Sub" or "Sum" or "Mul" or "Div" or "Concat") VisitOperands(node);
    }

    /// <summary>Constants that are added to activations, multiplied with them or put beside them.</summary>
    private void VisitOperands(NodeProto node)
    {
        // What is done to the input alone is no weight.
        if (!node.Input.Any(input => !_chains.IsConstant(input) && Maker(input) is not null)) return;
        foreach (var (index, input) in node.Input.Index().Where(input => _chains.IsConstant(input.Item)))
            AddLeaves(node, input, index, node.OpType switch { "Mul" or "Div" => WeightRole.Scale, "Concat" => WeightRole.Embedding, _ => WeightRole.Bias });
    }

    private void AddLeaves(NodeProto node, string value, int input, WeightRole role)
    {
        foreach (var leaf in _chains.Leaves(value))
        {
            var constant = leaf.Constant;
            if (_weights.ContainsKey(constant.Name) || FixedConstants.IsMask(constant) || FixedConstants.IsPattern(constant)) continue;

            // One number everywhere is arithmetic, or a border of zeros, rather than a weight; but weights that are not trained yet may be equal.
            var isArithmetic = IsArithmetic(node) || node.OpType is "Div" or "Sum" or "Concat";
            if (isArithmetic && leaf.Part == ConstantPart.Whole && TensorValues.Scalar(constant) is not null) continue;
            var own = leaf.Part switch
            {
                ConstantPart.Factor => leaf.IsDivisor ? WeightRole.RunningVariance : WeightRole.Scale,
                ConstantPart.Summand => WeightRole.Shift,
                _ when leaf.IsDivisor && role is WeightRole.Bias or WeightRole.Shift => WeightRole.RunningVariance,
                _ when role == WeightRole.Bias && isArithmetic && constant.Dims.Count(dimension => dimension > 1) > 1 => WeightRole.Embedding,
                _ => role,
            };
            Add(constant, own, FanIn(constant, node, input, own), node);
        }
    }

    private static bool IsArithmetic(NodeProto node) => (node.Is("Add") || node.Is("Sub") || node.Is("Mul")) && node.Input.Count == 2;

    private void VisitSumOrProduct(NodeProto node, string value, string other)
    {
        if (_graph.Weight(value) is not { } constant || constant.Count() < 2 || _graph.Weight(other) is not null) return;
        // What is done to the input alone, such as subtracting the mean of a data set, is no weight.
        if (Maker(other) is not { } maker) return;
        var isVector = constant.Dims.Count(dimension => dimension > 1) == 1;
        if (node.OpType != "Mul" && !FixedConstants.IsMask(constant))
            Add(constant, isVector ? WeightRole.Bias : WeightRole.Embedding, 1, node);
        else if (node.OpType == "Mul" && isVector && IsScaled(maker))
            Add(constant, WeightRole.Scale, 1, node);
    }

    /// <summary>The node behind a value when rearrangements and arithmetic with constants are passed over; null when an input is.</summary>
    private NodeProto? Maker(string value)
    {
        while (_graph.Producer(value) is { } node)
        {
            if (Attributes.IsStandard(node.Domain) && PassedThrough.Contains(node.OpType) && node.Output[0] == value) value = node.Input[0];
            else if (IsArithmetic(node) && _graph.Weight(node.Input[1]) is not null) value = node.Input[0];
            else if (IsArithmetic(node) && _graph.Weight(node.Input[0]) is not null) value = node.Input[1];
            else return node;
        }

        return null;
    }

    /// <summary>Whether a value is of a map, or was divided by its deviation just before.</summary>
    private bool IsScaled(NodeProto maker) => Scaled.Contains(maker.OpType)
        || (maker.Is("Mul") && maker.Input.Any(input => _graph.Producer(_graph.Root(input)) is { OpType: "Reciprocal" or "Rsqrt" }));

    /// <summary>Tables are looked up by something fed; matrices have two dimensions; masks and transforms are no weights.</summary>
    private bool Suits(TensorProto constant, NodeProto node, WeightRole role) => ElementType.IsReal(constant.DataType) && role switch
    {
        WeightRole.Embedding => constant.Dims.Count >= 2 && (node.OpType != "Gather" || _graph.Weight(node.Input[1]) is null),
        WeightRole.Convolution => constant.Dims.Count >= 2 && !FixedConstants.IsMask(constant),
        WeightRole.Linear => constant.Dims.Count >= 2 && !FixedConstants.IsMask(constant) && !FixedConstants.IsTransform(constant),
        _ => true,
    };

    private long FanIn(TensorProto constant, NodeProto node, int input, WeightRole role)
    {
        var dimensions = constant.Dims;
        var count = constant.Count();
        if (count == 0) return 1;
        switch (role)
        {
            case WeightRole.Convolution or WeightRole.Linear when dimensions.Count < 2:
                return count;
            case WeightRole.Convolution when node.OpType is "ConvTranspose" or "ConvTransposeWithDynamicPads":
                return Math.Max(1, count / Math.Max(1, dimensions[1]) / node.Integer("group", 1));
            case WeightRole.Convolution:
                return count / dimensions[0];
            case WeightRole.Linear when node.OpType is "LSTM" or "GRU" or "RNN" or "MoE":
                return dimensions[^1];
            case WeightRole.Linear:
                // The summed dimension of the right operand is the last but one, of the left one the last; a transposition swaps them.
                var isLast = input == 0;
                if (node.Integer(input == 0 ? "transA" : "transB", 0) != 0) isLast = !isLast;
                for (var value = node.Input[input]; _graph.Producer(value) is { Input.Count: > 0 } maker; value = maker.Input[0])
                    if (maker.Is("Transpose")) isLast = !isLast;
                return isLast ? dimensions[^1] : dimensions[^2];
            default:
                return 1;
        }
    }

    private void Add(TensorProto constant, WeightRole role, long fanIn, NodeProto? reader)
    {
        if (_weights.ContainsKey(constant.Name)) return;
        _weights.Add(constant.Name, new Weight(constant, role, Math.Max(1, fanIn), _weights.Count)
        {
            Copies = role is WeightRole.Bias or WeightRole.Scale or WeightRole.Shift ? _copies.Of(constant) : 1,
            IsFixed = _copies.IsFixed(constant, role),
            IsLookedUp = role == WeightRole.Embedding && reader?.OpType is "Gather" or "EmbedLayerNormalization" or "TorchEmbedding" or "GatherElements" or "GatherND",
        });
    }
}
