using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>A normalization written out: <c>(x − mean) / √(mean of (x − mean)² + ε) · γ + β</c>.</summary>
/// <param name="Source">The value x.</param>
/// <param name="Axes">What means are taken over, the samples as 0.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Scale">γ; null where there is none.</param>
/// <param name="Shift">β; null where there is none.</param>
internal sealed record WrittenNormalization(string Source, IReadOnlyList<long> Axes, float Epsilon, string? Scale, string? Shift)
{
    /// <summary>The normalization that ends in a node; null where there is none.</summary>
    public static WrittenNormalization? Find(ImportGraph graph, NodeProto node) => node.OpType switch
    {
        "Add" => Operands(graph, node) is ({ } sum, { } shift) && graph.Maker(sum, "Mul") is { } product && Scaled(graph, product) is { } scaled ? scaled with { Shift = shift } : null,
        "Mul" => Scaled(graph, node),
        _ => Plain(graph, node),
    };

    private static WrittenNormalization? Scaled(ImportGraph graph, NodeProto product) =>
        Operands(graph, product) is ({ } inner, { } scale) && graph.Maker(inner, "Div") is { } quotient && Plain(graph, quotient) is { } plain ? plain with { Scale = scale } : null;

    private static WrittenNormalization? Plain(ImportGraph graph, NodeProto quotient)
    {
        if (graph.Maker(quotient.Input[0], "Sub") is not { } centred || graph.Maker(quotient.Input[1], "Sqrt") is not { } deviation) return null;
        if (graph.Maker(deviation.Input[0], "Add") is not { } shifted || Operands(graph, shifted) is not ({ } variance, { } added) || graph.Number(added) is not { } epsilon) return null;
        if (graph.Maker(variance, "ReduceMean") is not { } mean || !IsSquare(graph, mean.Input[0], centred)) return null;
        if (graph.Maker(centred.Input[1], "ReduceMean") is not { } first || graph.Root(first.Input[0]) != graph.Root(centred.Input[0])) return null;
        return graph.Setting(first, "axes", 1) is { } axes && graph.Setting(mean, "axes", 1) is { } others && axes.SequenceEqual(others) && first.Integer("keepdims", 1) == 1
            ? new WrittenNormalization(graph.Root(centred.Input[0]), axes, (float)epsilon, null, null)
            : null;
    }

    private static bool IsSquare(ImportGraph graph, string value, NodeProto of)
    {
        bool IsOf(string input) => ReferenceEquals(graph.Maker(input), of);
        return graph.Maker(value) is { } node
            && ((node.Is("Mul") && IsOf(node.Input[0]) && IsOf(node.Input[1])) || (node.Is("Pow") && IsOf(node.Input[0]) && graph.Number(node.Input[1]) is 2));
    }

    /// <summary>The computed and the constant operand of a sum or product; nothing where it has not one of each.</summary>
    internal static (string? Computed, string? Constant) Operands(ImportGraph graph, NodeProto node) =>
        node.Input.Count != 2 ? (null, null)
        : graph.Constant(node.Input[1]) is not null && graph.Constant(node.Input[0]) is null ? (node.Input[0], node.Input[1])
        : graph.Constant(node.Input[0]) is not null && graph.Constant(node.Input[1]) is null ? (node.Input[1], node.Input[0])
        : (null, null);
}
