using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Activations;

/// <summary>
/// Recognises functions of the form x·g(x), which exporters write as several nodes: SiLU, GELU by erf and by tanh, HardSwish, Mish. The
/// gate g alone is no activation: its sign never changes, or it weighs other values.
/// </summary>
internal static class Gates
{
    private static readonly double RootOfHalf = Math.Sqrt(0.5);
    private static readonly double RootOfTwoOverPi = Math.Sqrt(2 / Math.PI);

    /// <summary>The function a product or quotient computes, and the value it is a function of; null when it is none.</summary>
    public static (ActivationKind Kind, string Source)? Find(ModelGraph graph, NodeProto node)
    {
        if (node.Input.Count != 2) return null;
        var (left, right) = (WithoutFactors(graph, node.Input[0]), WithoutFactors(graph, node.Input[1]));
        if (node.Is("Mul"))
            return Gate(graph, right, left) is { } kind ? (kind, graph.Root(left))
                : Gate(graph, left, right) is { } other ? (other, graph.Root(right))
                : null;
        return node.Is("Div") && IsLogisticDivisor(graph, right, left) ? (ActivationKind.Silu, graph.Root(left)) : null;
    }

    /// <summary>Whether a rectifier is the gate of HardSwish or a hard sigmoid, capped by itself or by what reads it, rather than an activation.</summary>
    public static bool IsHardSigmoid(ModelGraph graph, NodeProto rectifier) =>
        graph.Producer(graph.Root(rectifier.Input[0])) is { } sum && sum.Is("Add") && sum.Input.Any(input => Polynomial.Scalar(graph, input) is > 0)
        && (rectifier.Is("Clip") || (graph.Consumers(rectifier.Output[0]) is [var cap] && cap.Is("Min") && cap.Input.Any(input => Polynomial.Scalar(graph, input) is > 0)));

    /// <summary>A value without the constants it is multiplied with or divided by.</summary>
    public static string WithoutFactors(ModelGraph graph, string value)
    {
        for (value = graph.Root(value); graph.Producer(value) is { } node; value = graph.Root(value))
        {
            if (node.Is("Mul") && Polynomial.Scalar(graph, node.Input[1]) is > 0) value = node.Input[0];
            else if (node.Is("Mul") && Polynomial.Scalar(graph, node.Input[0]) is > 0) value = node.Input[1];
            else if (node.Is("Div") && Polynomial.Scalar(graph, node.Input[1]) is > 0) value = node.Input[0];
            else break;
        }

        return value;
    }

    /// <summary>The function x·g, if g is a gate of x.</summary>
    private static ActivationKind? Gate(ModelGraph graph, string gate, string x)
    {
        if (graph.Producer(gate) is not { } node || !Attributes.IsStandard(node.Domain)) return null;
        switch (node.OpType)
        {
            case "Sigmoid":
                return Polynomial.Find(graph, node.Input[0], x) is [0, > 0 and var slope] ? Math.Abs(slope - 1.702) < 0.01 ? ActivationKind.Gelu : ActivationKind.Silu : null;
            case "HardSigmoid":
                return Polynomial.Find(graph, node.Input[0], x) is [0, > 0] ? ActivationKind.HardSwish : null;
            case "Clip":
                return Polynomial.Find(graph, node.Input[0], x) is [> 0, > 0] ? ActivationKind.HardSwish : null;
            case "Min" when node.Input.Count == 2 && node.Input.Any(input => Polynomial.Scalar(graph, input) is > 0):
                var uncapped = graph.Producer(graph.Root(Polynomial.Scalar(graph, node.Input[1]) is not null ? node.Input[0] : node.Input[1]));
                return uncapped is not null && uncapped.Is("Relu") && Polynomial.Find(graph, uncapped.Input[0], x) is [> 0, > 0] ? ActivationKind.HardSwish : null;
            case "Tanh":
                return IsSoftplus(graph, node.Input[0], x) ? ActivationKind.Mish : null;
            case "Add" when node.Input.Count == 2 && Other(graph, node) is { } inner && graph.Producer(graph.Root(inner)) is { } function:
                if (function.Is("Erf")) return Polynomial.Is(Polynomial.Find(graph, function.Input[0], x), 0, RootOfHalf) ? ActivationKind.Gelu : null;
                return function.Is("Tanh") && Polynomial.Is(Polynomial.Find(graph, function.Input[0], x), 0, RootOfTwoOverPi, 0, 0.044715 * RootOfTwoOverPi)
                    ? ActivationKind.Gelu
                    : null;
            default:
                return null;
        }
    }

    /// <summary>The operand that is added to one; null when there is no one.</summary>
    private static string? Other(ModelGraph graph, NodeProto sum) =>
        Polynomial.Scalar(graph, sum.Input[0]) is 1 ? sum.Input[1] : Polynomial.Scalar(graph, sum.Input[1]) is 1 ? sum.Input[0] : null;

    private static bool IsSoftplus(ModelGraph graph, string value, string x)
    {
        if (graph.Producer(graph.Root(value)) is not { } node) return false;
        if (node.Is("Softplus")) return graph.Root(node.Input[0]) == graph.Root(x);
        return node.Is("Log") && graph.Producer(graph.Root(node.Input[0])) is { } sum && sum.Is("Add") && IsExponentialOf(graph, Other(graph, sum), x, slope: 1);
    }

    /// <summary>Whether a value is 1 + exp(−x).</summary>
    private static bool IsLogisticDivisor(ModelGraph graph, string value, string x) =>
        graph.Producer(graph.Root(value)) is { } sum && sum.Is("Add") && IsExponentialOf(graph, Other(graph, sum), x, slope: -1);

    private static bool IsExponentialOf(ModelGraph graph, string? value, string x, double slope) =>
        value is not null && graph.Producer(graph.Root(value)) is { } node && node.Is("Exp")
        && Polynomial.Is(Polynomial.Find(graph, node.Input[0], x), 0, slope);
}
