using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// What is known of values without running anything: numbers of dimensions, and single numbers that follow from them and from constants.
/// Exporters ask such questions of ranks where they could have answered them.
/// </summary>
internal sealed class KnownValues
{
    private static readonly HashSet<string> SameRank =
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Attention", "AveragePool", "BatchNormalization", "Bernoulli", "Cast", "CastLike",
        "Ceil", "Celu", "Clip", "Concat", "Conv", "ConvTranspose", "Cos", "Cosh", "CumSum", "DepthToSpace", "DequantizeLinear", "Dropout", "Elu", "Erf",
        "Exp", "Floor", "GatherElements", "Gelu", "GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool", "GroupNormalization", "HardSigmoid", "HardSwish",
        "Hardmax", "Identity", "InstanceNormalization", "LRN", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax", "LpNormalization", "LpPool",
        "MaxPool", "MeanVarianceNormalization", "Mish", "Neg", "Not", "PRelu", "Pad", "QuantizeLinear", "RMSNormalization", "Reciprocal", "Relu",
        "Resize", "ReverseSequence", "Round", "ScatterElements", "ScatterND", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Slice", "Softmax",
        "Softplus", "Softsign", "SpaceToDepth", "Split", "Sqrt", "Swish", "Tan", "Tanh", "ThresholdedRelu", "Tile", "TopK", "Transpose", "Trilu",
        "Upsample",
    ];

    private static readonly HashSet<string> Broadcast =
        ["Add", "And", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Mean", "Min", "Mod", "Mul", "Or", "Pow", "Sub", "Sum", "Where", "Xor"];

    private readonly IReadOnlyDictionary<string, TensorProto> _constants;
    private readonly Dictionary<string, int> _ranks = [];
    private readonly Dictionary<string, long> _lengths = [];
    private readonly Dictionary<string, double> _numbers = [];

    /// <param name="nodes">Nodes; of those before what they read less is known.</param>
    /// <param name="constants">Constants, with raw data.</param>
    /// <param name="inputs">The inputs of the model.</param>
    public KnownValues(IEnumerable<NodeProto> nodes, IReadOnlyDictionary<string, TensorProto> constants, IEnumerable<ValueInfoProto> inputs)
    {
        _constants = constants;
        foreach (var input in inputs.Where(input => input.Type?.TensorType?.Shape is not null)) _ranks[input.Name] = input.Type.TensorType.Shape.Dim.Count;
        foreach (var constant in constants.Values)
        {
            _ranks[constant.Name] = constant.Dims.Count;
            if (constant.Dims is [var length]) _lengths[constant.Name] = length;
            if (constant.Count() == 1 && TensorValues.Scalar(constant) is { } number) _numbers[constant.Name] = number;
        }

        foreach (var node in nodes.Where(node => Attributes.IsStandard(node.Domain) && node.Output.Count > 0)) Visit(node);
    }

    /// <summary>A single number; null where it is not known.</summary>
    public double? Number(string value) => _numbers.TryGetValue(value, out var number) ? number : null;

    private void Visit(NodeProto node)
    {
        if (RankOf(node) is { } rank)
            foreach (var output in node.Output) _ranks[output] = rank;

        // All steps have a dimension more than the last one.
        if (node.OpType is "LSTM" or "GRU" or "RNN")
            foreach (var (index, output) in node.Output.Index()) _ranks[output] = index == 0 ? 4 : 3;
        if (LengthOf(node) is { } length) _lengths[node.Output[0]] = length;
        if (NumberOf(node) is { } number) _numbers[node.Output[0]] = number;
    }

    private int? Rank(NodeProto node, int input) => input < node.Input.Count && _ranks.TryGetValue(node.Input[input], out var rank) ? rank : null;

    private double? Number(NodeProto node, int input) => input < node.Input.Count ? Number(node.Input[input]) : null;

    private int? Length(NodeProto node, int input) =>
        input < node.Input.Count && _lengths.TryGetValue(node.Input[input], out var length) && length <= int.MaxValue ? (int)length : null;

    private int? RankOf(NodeProto node)
    {
        if (SameRank.Contains(node.OpType)) return Rank(node, 0);
        if (Broadcast.Contains(node.OpType)) return Largest(Enumerable.Range(0, node.Input.Count).Select(input => Rank(node, input)));
        if (node.OpType.StartsWith("Reduce", StringComparison.Ordinal))
            return node.Integer("keepdims", 1) != 0 ? Rank(node, 0) : Axes(node) is { } axes ? Rank(node, 0) - axes : null;
        return node.OpType switch
        {
            "Gemm" or "Flatten" => 2,
            "Shape" or "NonZero" => 1,
            "Size" => 0,
            "MatMul" => Largest([Rank(node, 0), Rank(node, 1)]) - (Rank(node, 0) == 1 ? 1 : 0) - (Rank(node, 1) == 1 ? 1 : 0),
            "Reshape" or "ConstantOfShape" => Length(node, node.Input.Count - 1),
            "Expand" => Largest([Rank(node, 0), Length(node, 1)]),
            "Unsqueeze" => Rank(node, 0) + Axes(node),
            "Squeeze" => Rank(node, 0) - Axes(node),
            "Gather" => Rank(node, 0) + Rank(node, 1) - 1,
            "Einsum" => node.Text("equation", "").Split("->") is [_, var result] && !result.Contains('.', StringComparison.Ordinal) ? result.Count(char.IsLetter) : null,
            "Compress" => node.Find("axis") is null ? 1 : Rank(node, 0),
            _ => null,
        };
    }

    /// <summary>How many axes a node names; null where it names none or they are computed.</summary>
    private int? Axes(NodeProto node) => node.Integers("axes") is { Count: > 0 } axes ? axes.Count : Length(node, 1);

    /// <summary>Elements of a value of one dimension.</summary>
    private long? LengthOf(NodeProto node) => node.OpType switch
    {
        "Shape" when node.Find("start") is null && node.Find("end") is null => Rank(node, 0),
        "Identity" or "Cast" or "CastLike" => Length(node, 0),
        "Unsqueeze" when Rank(node, 0) is 0 => 1,
        "Gather" when Rank(node, 0) is 1 => Length(node, 1),
        "Add" or "Sub" or "Mul" or "Div" when Length(node, 0) is { } left && Length(node, 1) is { } right => Math.Max(left, right),
        "Concat" when Enumerable.Range(0, node.Input.Count).All(input => Length(node, input) is not null) =>
            Enumerable.Range(0, node.Input.Count).Sum(input => (long)Length(node, input)!.Value),
        _ => null,
    };

    private double? NumberOf(NodeProto node)
    {
        switch (node.OpType)
        {
            case "Size":
                return Length(node, 0) ?? _constants.GetValueOrDefault(node.Input[0])?.Count();
            case "Identity" or "CastLike" or "Squeeze" or "Unsqueeze" or "Reshape":
                return Number(node, 0);
            case "Cast":
                return Number(node, 0) is not { } number ? null
                    : (DataType)node.Integer("to", 0) switch
                    {
                        DataType.Bool => Truth(number != 0),
                        DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16 => number,
                        _ => Math.Truncate(number),
                    };
            case "Not":
                return Number(node, 0) is { } truth ? Truth(truth == 0) : null;
        }

        if (Number(node, 0) is not { } left || Number(node, 1) is not { } right) return null;
        return node.OpType switch
        {
            "Equal" => Truth(left == right),
            "Less" => Truth(left < right),
            "LessOrEqual" => Truth(left <= right),
            "Greater" => Truth(left > right),
            "GreaterOrEqual" => Truth(left >= right),
            "And" => Truth(left != 0 && right != 0),
            "Or" => Truth(left != 0 || right != 0),
            "Xor" => Truth(left != 0 != (right != 0)),
            "Add" => left + right,
            "Sub" => left - right,
            "Mul" => left * right,
            _ => null,
        };
    }

    private static double Truth(bool value) => value ? 1 : 0;

    private static int? Largest(IEnumerable<int?> ranks)
    {
        var largest = 0;
        foreach (var rank in ranks)
        {
            if (rank is not { } known) return null;
            largest = Math.Max(largest, known);
        }

        return largest;
    }
}
