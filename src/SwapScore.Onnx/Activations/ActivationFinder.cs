using System.Globalization;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Activations;

/// <summary>Finds the activations of a model, written as one node or as several.</summary>
internal static class ActivationFinder
{
    private static readonly Dictionary<string, ActivationKind> Functions = new()
    {
        ["Relu"] = ActivationKind.Relu,
        ["LeakyRelu"] = ActivationKind.LeakyRelu,
        ["PRelu"] = ActivationKind.PRelu,
        ["ThresholdedRelu"] = ActivationKind.ThresholdedRelu,
        ["Gelu"] = ActivationKind.Gelu,
        ["FastGelu"] = ActivationKind.Gelu,
        ["BiasGelu"] = ActivationKind.Gelu,
        ["QuickGelu"] = ActivationKind.Gelu,
        ["Swish"] = ActivationKind.Silu,
        ["HardSwish"] = ActivationKind.HardSwish,
        ["Mish"] = ActivationKind.Mish,
        ["Elu"] = ActivationKind.Elu,
        ["Selu"] = ActivationKind.Selu,
        ["Celu"] = ActivationKind.Celu,
    };

    private const string NeverNegative = "never negative, so without a pattern; gates and parts of other functions";
    private const string NotRecorded = "not recorded by the published code, or part of another function";
    private const string Inner = "what it does inside is not observed";

    /// <summary>What looks like an activation and is passed over, with the reason.</summary>
    private static readonly Dictionary<string, string> PassedOver = new()
    {
        ["Sigmoid"] = NeverNegative,
        ["HardSigmoid"] = NeverNegative,
        ["Softplus"] = NeverNegative,
        ["Tanh"] = NotRecorded,
        ["Softsign"] = NotRecorded,
        ["RNN"] = Inner,
        ["LSTM"] = Inner,
        ["GRU"] = Inner,
    };

    /// <summary>All activations, in the order of their computation.</summary>
    public static IReadOnlyList<FoundActivation> Find(ModelGraph graph) =>
        [.. graph.Nodes.Select(node => Find(graph, node)).OfType<FoundActivation>().DistinctBy(found => found.Output)];

    /// <summary>What looks like an activation and is not observed, in words.</summary>
    public static IReadOnlyList<string> PassedOverBy(ModelGraph graph)
    {
        var notes = new List<string>();
        foreach (var group in graph.Nodes.Where(node => Attributes.IsStandard(node.Domain) && PassedOver.ContainsKey(node.OpType)).GroupBy(node => node.OpType))
            notes.Add($"{group.Count()} {group.Key}: {PassedOver[group.Key]}");
        return notes;
    }

    /// <summary>What is not observed because it lies in branches and loops, in words; null where there is nothing.</summary>
    public static string? LeftAlone(ModelGraph graph)
    {
        var count = graph.Nodes.SelectMany(node => node.Bodies()).Sum(body => Inside(graph, body));
        return count == 0 ? null
            : $"{count} activation{(count == 1 ? "" : "s")} inside branches and loops {(count == 1 ? "is" : "are")} not observed, and weights there stay as they are: what runs there depends on values";
    }

    /// <summary>Activations of a body and of those inside it.</summary>
    private static int Inside(ModelGraph outer, GraphProto body)
    {
        var constants = body.Node.SelectMany(ModelGraph.Reads).Distinct().Where(outer.Constants.ContainsKey).ToDictionary(name => name, name => outer.Constants[name]);
        foreach (var constant in body.Initializer) constants[constant.Name] = constant;
        foreach (var node in body.Node.Where(node => node.Is("Constant") && ConstantNode.Value(node) is not null)) constants[node.Output[0]] = ConstantNode.Value(node)!;
        var graph = new ModelGraph(outer.Model, outer.Opset, [.. body.Node.Where(node => !constants.ContainsKey(node.Output[0]))], constants, []);
        return Find(graph).Count + graph.Nodes.SelectMany(node => node.Bodies()).Sum(inner => Inside(graph, inner));
    }

    private static FoundActivation? Find(ModelGraph graph, NodeProto node)
    {
        if (node.Output[0].Length == 0 || node.Input.Count == 0) return null;
        if (Functions.TryGetValue(node.OpType, out var kind) && (Attributes.IsStandard(node.Domain) || node.Domain == "com.microsoft"))
            return node.Is("Relu") && Gates.IsHardSigmoid(graph, node) ? null : Found(graph, node, kind, node.Input[0]);
        if (!Attributes.IsStandard(node.Domain)) return Fused(graph, node);
        switch (node.OpType)
        {
            case "Clip" when IsRectifier(graph, node) && !Gates.IsHardSigmoid(graph, node):
                return Found(graph, node, ActivationKind.Clip, node.Input[0]);
            case "Max" when node.Input.Count == 2 && Maximum(graph, node) is { } found:
                return found;
            case "Mul" or "Div" when Gates.Find(graph, node) is { } gated:
                var last = Outermost(graph, node);
                return new FoundActivation(last.Output[0], Name(node), gated.Kind, gated.Source);
            default:
                return null;
        }
    }

    private static FoundActivation Found(ModelGraph graph, NodeProto node, ActivationKind kind, string source) =>
        new(node.Output[0], Name(node), kind, graph.Root(source), Settings(node));

    /// <summary>Settings and further operands: what makes two functions of the same value differ.</summary>
    private static string Settings(NodeProto node) => string.Join(' ', node.Attribute
        .Select(attribute => string.Create(CultureInfo.InvariantCulture, $"{attribute.Name}={attribute.F}{attribute.S.ToStringUtf8()}"))
        .Concat(node.Input.Skip(1)));

    private static string Name(NodeProto node) => node.Name.Length > 0 ? node.Name : node.Output[0];

    /// <summary>Convolutions and products that ONNX Runtime's optimiser has joined with the activation after them.</summary>
    private static FoundActivation? Fused(ModelGraph graph, NodeProto node)
    {
        if (node.Domain != "com.microsoft" || node.OpType is not ("FusedConv" or "FusedGemm")) return null;
        return node.Text("activation", "") switch
        {
            "Relu" => Found(graph, node, ActivationKind.Relu, node.Output[0]),
            "LeakyRelu" => Found(graph, node, ActivationKind.LeakyRelu, node.Output[0]),
            "Clip" => Found(graph, node, ActivationKind.Clip, node.Output[0]),
            _ => null,
        };
    }

    /// <summary>Whether a clip cuts off negative values, and not much more.</summary>
    private static bool IsRectifier(ModelGraph graph, NodeProto clip)
    {
        var least = clip.Find("min")?.F ?? (clip.Input.Count > 1 && clip.Input[1].Length > 0 ? Polynomial.Scalar(graph, clip.Input[1]) : null);
        var isCapped = clip.Find("max") is not null || (clip.Input.Count > 2 && clip.Input[2].Length > 0);
        var most = clip.Find("max")?.F ?? (isCapped && clip.Input.Count > 2 ? Polynomial.Scalar(graph, clip.Input[2]) : double.PositiveInfinity);
        return least is 0 && most is > 1;
    }

    /// <summary>The larger of x and 0 is ReLU, the larger of x and a·x a leaky one.</summary>
    private static FoundActivation? Maximum(ModelGraph graph, NodeProto node)
    {
        var (left, right) = (node.Input[0], node.Input[1]);
        if (Polynomial.Scalar(graph, right) is 0) return Found(graph, node, ActivationKind.Relu, left) with { Settings = "" };
        if (Polynomial.Scalar(graph, left) is 0) return Found(graph, node, ActivationKind.Relu, right) with { Settings = "" };
        if (Polynomial.Find(graph, right, left) is [0, > 0 and < 1]) return Found(graph, node, ActivationKind.LeakyRelu, left);
        if (Polynomial.Find(graph, left, right) is [0, > 0 and < 1]) return Found(graph, node, ActivationKind.LeakyRelu, right);
        return null;
    }

    /// <summary>The last of the nodes that only multiply a value by constants: it has the same signs, and ends what can be fused.</summary>
    private static NodeProto Outermost(ModelGraph graph, NodeProto node)
    {
        while (graph.Consumers(node.Output[0]) is [var next]
            && (next.Is("Mul") || next.Is("Div"))
            && next.Input.Any(input => graph.Root(input) != node.Output[0] && Polynomial.Scalar(graph, input) is > 0)
            && !(next.Is("Div") && Polynomial.Scalar(graph, next.Input[0]) is not null))
            node = next;
        return node;
    }
}
