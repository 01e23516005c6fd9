using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>Finds the weights among the constants of a model by what reads them, through whatever passes them on.</summary>
internal sealed class WeightFinder
{
    /// <summary>Positions of the operands of operations whose roles are fixed; −1 stands for none.</summary>
    private static readonly Dictionary<string, (int Input, WeightRole Role)[]> Operands = new()
    {
        ["Conv"] = [(1, WeightRole.Convolution), (2, WeightRole.Bias)],
        ["FusedConv"] = [(1, WeightRole.Convolution), (2, WeightRole.Bias)],
        ["ConvTranspose"] = [(1, WeightRole.Convolution), (2, WeightRole.Bias)],
        ["Gemm"] = [(0, WeightRole.Linear), (1, WeightRole.Linear), (2, WeightRole.Bias)],
        ["FusedGemm"] = [(0, WeightRole.Linear), (1, WeightRole.Linear), (2, WeightRole.Bias)],
        ["MatMul"] = [(0, WeightRole.Linear), (1, WeightRole.Linear)],
        ["FusedMatMul"] = [(0, WeightRole.Linear), (1, WeightRole.Linear)],
        ["Einsum"] = [(0, WeightRole.Linear), (1, WeightRole.Linear)],
        ["Attention"] = [(1, WeightRole.Linear), (2, WeightRole.Bias)],
        ["LSTM"] = [(1, WeightRole.Linear), (2, WeightRole.Linear), (3, WeightRole.Bias)],
        ["GRU"] = [(1, WeightRole.Linear), (2, WeightRole.Linear), (3, WeightRole.Bias)],
        ["RNN"] = [(1, WeightRole.Linear), (2, WeightRole.Linear), (3, WeightRole.Bias)],
        ["Gather"] = [(0, WeightRole.Embedding)],
        ["BatchNormalization"] = [(1, WeightRole.Scale), (2, WeightRole.Shift), (3, WeightRole.RunningMean), (4, WeightRole.RunningVariance)],
        ["InstanceNormalization"] = [(1, WeightRole.Scale), (2, WeightRole.Shift)],
        ["LayerNormalization"] = [(1, WeightRole.Scale), (2, WeightRole.Shift)],
        ["SimplifiedLayerNormalization"] = [(1, WeightRole.Scale)],
        ["RMSNormalization"] = [(1, WeightRole.Scale)],
        ["GroupNormalization"] = [(1, WeightRole.Scale), (2, WeightRole.Shift)],
        ["GroupNorm"] = [(1, WeightRole.Scale), (2, WeightRole.Shift)],
        ["SkipLayerNormalization"] = [(2, WeightRole.Scale), (3, WeightRole.Shift), (4, WeightRole.Bias)],
        ["EmbedLayerNormalization"] =
            [(2, WeightRole.Embedding), (3, WeightRole.Embedding), (4, WeightRole.Embedding), (5, WeightRole.Scale), (6, WeightRole.Shift)],
        ["BiasGelu"] = [(1, WeightRole.Bias)],
        ["FastGelu"] = [(1, WeightRole.Bias)],
    };

    // What a scale or a shift of its own may follow: normalisations, and maps into which exporters have half folded one.
    private static readonly HashSet<string> Scaled =
    [
        "Div", "BatchNormalization", "InstanceNormalization", "LayerNormalization", "MeanVarianceNormalization", "LpNormalization", "Conv", "ConvTranspose", "MatMul", "Gemm",
    ];

    private static readonly HashSet<string> PassedThrough = [.. ModelGraph.Rearranging, "Dropout"];

    // Their real operands are factors and limits.
    private static readonly HashSet<string> Resizing = ["Resize", "Upsample", "Clip", "Pad"];

    // Below this a number that is added is a mask, not a place.
    private const double Mask = -1000;

    private readonly ModelGraph _graph;
    private readonly Dictionary<string, Weight> _weights = [];

    private WeightFinder(ModelGraph graph) => _graph = graph;

    /// <summary>The weights by name of their constant.</summary>
    public static IReadOnlyDictionary<string, Weight> Find(ModelGraph graph)
    {
        var finder = new WeightFinder(graph);
        foreach (var node in graph.Nodes) finder.Visit(node);

        // What is left and has several values was trained too, or at least stored.
        foreach (var constant in graph.Constants.Values.Where(constant => constant.Count() > 1 && !finder._weights.ContainsKey(constant.Name) && !IsMask(constant)))
            if (graph.Consumers(constant.Name).Any(reader => !Resizing.Contains(reader.OpType)))
                finder.Add(constant, WeightRole.Other, 1);
        return finder._weights;
    }

    private void Visit(NodeProto node)
    {
        if (Operands.TryGetValue(node.OpType, out var operands))
        {
            foreach (var (input, role) in operands.Where(operand => operand.Input < node.Input.Count && node.Input[operand.Input].Length > 0))
                if (_graph.Weight(node.Input[input]) is { } constant && Suits(constant, node, role))
                    Add(constant, role, FanIn(constant, node, input, role));
        }
        else if (IsArithmetic(node))
        {
            if (node.OpType != "Sub") VisitSumOrProduct(node, node.Input[0], node.Input[1]);
            VisitSumOrProduct(node, node.Input[1], node.Input[0]);
        }
    }

    private static bool IsArithmetic(NodeProto node) => (node.Is("Add") || node.Is("Sub") || node.Is("Mul")) && node.Input.Count == 2;

    private void VisitSumOrProduct(NodeProto node, string value, string other)
    {
        if (_graph.Weight(value) is not { } constant || constant.Count() < 2 || _graph.Weight(other) is not null) return;
        // What is done to the input alone, such as subtracting the mean of a data set, is no weight.
        if (Maker(other) is not { } maker) return;
        var isVector = constant.Dims.Count(dimension => dimension > 1) == 1;
        if (node.OpType != "Mul" && !IsMask(constant))
            Add(constant, isVector ? WeightRole.Bias : WeightRole.Embedding, 1);
        else if (node.OpType == "Mul" && isVector && IsScaled(maker))
            Add(constant, WeightRole.Scale, 1);
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

    /// <summary>Tables are looked up by something fed; matrices have two dimensions; masks are no weights.</summary>
    private bool Suits(TensorProto constant, NodeProto node, WeightRole role) => ElementType.IsReal(constant.DataType) && role switch
    {
        WeightRole.Embedding => constant.Dims.Count >= 2 && (node.OpType != "Gather" || _graph.Weight(node.Input[1]) is null),
        WeightRole.Convolution or WeightRole.Linear => constant.Dims.Count >= 2 && !IsMask(constant),
        _ => true,
    };

    private static bool IsMask(TensorProto constant)
    {
        if (!ElementType.IsReal(constant.DataType)) return true;
        return (TensorProto.Types.DataType)constant.DataType == TensorProto.Types.DataType.Float
            && System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(constant.RawData.Span).ContainsAnyInRange(float.NegativeInfinity, (float)Mask);
    }

    private long FanIn(TensorProto constant, NodeProto node, int input, WeightRole role)
    {
        var dimensions = constant.Dims;
        var count = constant.Count();
        if (count == 0) return 1;
        switch (role)
        {
            case WeightRole.Convolution when node.OpType == "ConvTranspose":
                return Math.Max(1, count / Math.Max(1, dimensions[1]) / node.Integer("group", 1));
            case WeightRole.Convolution:
                return count / dimensions[0];
            case WeightRole.Linear when node.OpType is "LSTM" or "GRU" or "RNN":
                return dimensions[^1];
            case WeightRole.Linear:
                // The summed dimension of the right operand is the last but one, of the left one the last; a transposition swaps them.
                var isLast = input == 0;
                if (node.Integer(input == 0 ? "transA" : "transB", 0) != 0) isLast = !isLast;
                for (var value = node.Input[input]; _graph.Producer(value) is { } maker; value = maker.Input[0])
                    if (maker.Is("Transpose")) isLast = !isLast;
                return isLast ? dimensions[^1] : dimensions[^2];
            default:
                return 1;
        }
    }

    private void Add(TensorProto constant, WeightRole role, long fanIn) =>
        _weights.TryAdd(constant.Name, new Weight(constant, role, fanIn, _weights.Count));
}
