using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Reads nodes that compute every value from one other value and constants: activation functions, however an exporter has written them.</summary>
/// <param name="graph">The model's graph.</param>
/// <param name="result">The value of the function.</param>
/// <param name="source">The value it is a function of.</param>
internal sealed class ScalarFunction(ImportGraph graph, string result, string source)
{
    // GELU by tanh takes eight nodes.
    private const int MostNodes = 12;

    /// <summary>The value it is a function of.</summary>
    public string Source => source;

    /// <summary>The functions a value may be taken for, that of the most nodes first.</summary>
    /// <param name="graph">The model's graph.</param>
    /// <param name="value">The value.</param>
    public static IReadOnlyList<ScalarFunction> Find(ImportGraph graph, string value)
    {
        var found = new List<ScalarFunction>();
        var leaves = new HashSet<string> { graph.Root(value) };
        for (var count = 0; count < MostNodes; count++)
        {
            // What is computed last is looked into first, so that a single value that is left leads to all that was passed.
            var makers = leaves.Select(leaf => (Leaf: leaf, Maker: graph.Maker(leaf))).Where(pair => pair.Maker is not null).ToList();
            if (makers.Count == 0) break;
            var (last, maker) = makers.MaxBy(pair => graph.PositionOf(pair.Maker!));
            if (!IsOfNumbers(maker!)) break;
            leaves.Remove(last);
            leaves.UnionWith(maker!.Input.Where(input => input.Length > 0 && graph.Number(input) is null).Select(graph.Root));
            if (leaves.Count == 1) found.Insert(0, new ScalarFunction(graph, graph.Root(value), leaves.Single()));
        }

        return found;
    }

    /// <summary>The function at a point; not a number where it is not defined.</summary>
    public double At(double x) => Compute(result, x);

    private static bool IsOfNumbers(NodeProto node) => (Attributes.IsStandard(node.Domain) || node.OpType is "Gelu" or "QuickGelu") && node.OpType is "Add" or "Sub" or "Mul" or "Div"
        or "Neg" or "Pow" or "Erf" or "Tanh" or "Sigmoid" or "Exp" or "Clip" or "Relu" or "LeakyRelu" or "HardSigmoid" or "HardSwish" or "Gelu" or "QuickGelu" or "Swish" or "Min" or "Max";

    private double Compute(string value, double x)
    {
        value = graph.Root(value);
        if (value == source) return x;
        if (graph.Number(value) is { } number) return number;
        var node = graph.Maker(value)!;
        double Operand(int index) => Compute(node.Input[index], x);
        double Limit(int index, string attribute, double standard) =>
            node.Find(attribute) is { } limit ? limit.F : ImportGraph.HasInput(node, index) ? Operand(index) : standard;
        return node.OpType switch
        {
            "Add" => Operand(0) + Operand(1),
            "Sub" => Operand(0) - Operand(1),
            "Mul" => Operand(0) * Operand(1),
            "Div" => Operand(0) / Operand(1),
            "Neg" => -Operand(0),
            "Pow" => Math.Pow(Operand(0), Operand(1)),
            "Exp" => Math.Exp(Operand(0)),
            "Erf" => Functions.Erf(Operand(0)),
            "Tanh" => Math.Tanh(Operand(0)),
            "Sigmoid" => Functions.Sigmoid(Operand(0)),
            "Relu" => Math.Max(0, Operand(0)),
            "LeakyRelu" => Operand(0) is var y && y < 0 ? y * node.Real("alpha", 0.01f) : y,
            "HardSigmoid" => Math.Clamp(node.Real("alpha", 0.2f) * Operand(0) + node.Real("beta", 0.5f), 0, 1),
            "HardSwish" => Functions.HardSwish(Operand(0)),
            "Gelu" => node.Text("approximate", "none") == "tanh" ? Functions.TanhGelu(Operand(0)) : Functions.Gelu(Operand(0)),
            "QuickGelu" or "Swish" => Operand(0) * Functions.Sigmoid(node.Real("alpha", node.OpType == "Swish" ? 1 : 1.702f) * Operand(0)),
            "Clip" => Math.Min(Math.Max(Operand(0), Limit(1, "min", double.NegativeInfinity)), Limit(2, "max", double.PositiveInfinity)),
            "Min" => Enumerable.Range(0, node.Input.Count).Min(Operand),
            _ => Enumerable.Range(0, node.Input.Count).Max(Operand),
        };
    }
}
