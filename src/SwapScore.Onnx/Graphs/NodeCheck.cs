using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Refuses nodes that cannot be scored, with the reason, and settings that are absurd.</summary>
internal static class NodeCheck
{
    private const int MaximumSetting = 1 << 16;
    private const int MaximumDepth = 16;

    private static readonly HashSet<string> KnownDomains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    private static readonly HashSet<string> Quantized =
    [
        "QuantizeBFP", "DequantizeBFP", "QuantizeWithOrder", "DequantizeWithOrder", "MatMulInteger16", "MulInteger", "ReduceSumInteger", "GemmFloat8",
        "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "QLinearConv", "QLinearMatMul", "ConvInteger", "MatMulInteger",
        "DynamicQuantizeMatMul", "MatMulIntegerToFloat", "QAttention", "QGemm", "QEmbedLayerNormalization", "MatMulNBits", "MatMulBnb4", "MatMulFpQ4",
        "GatherBlockQuantized", "QMoE", "DynamicQuantizeLSTM", "BiasDequantizeLinear",
    ];

    private static readonly string[] QuantizedFamilies = ["QLinear", "QOrdered", "MatMulNBits", "MatMulBlockQuantized"];

    // What ONNX Runtime computes wrongly, so that the same model would have many scores.
    private static readonly Dictionary<string, string> Unreliable = new()
    {
        ["WordConvEmbedding"] = "ONNX Runtime leaves what it gives for an empty word to chance",
    };

    // Settings that count something: windows, steps and borders.
    private static readonly Dictionary<string, int> Least = new()
    {
        ["kernel_shape"] = 1,
        ["strides"] = 1,
        ["dilations"] = 1,
        ["pads"] = -MaximumSetting,
        ["output_padding"] = 0,
        ["output_shape"] = 1,
        ["group"] = 1,
        ["hidden_size"] = 1,
        ["num_heads"] = 1,
        ["blocksize"] = 1,
    };

    // Operations that read other than one value at least.
    private static readonly Dictionary<string, int> Reads = new()
    {
        ["Constant"] = 0,
        ["Loop"] = 0,
        ["RandomNormal"] = 0,
        ["RandomUniform"] = 0,
        ["SequenceEmpty"] = 0,
        ["Optional"] = 0,
        ["Add"] = 2,
        ["Sub"] = 2,
        ["Mul"] = 2,
        ["Div"] = 2,
        ["Pow"] = 2,
        ["MatMul"] = 2,
        ["Gemm"] = 2,
        ["Conv"] = 2,
        ["ConvTranspose"] = 2,
        ["PRelu"] = 2,
        ["Gather"] = 2,
        ["Reshape"] = 2,
        ["BatchNormalization"] = 5,
        ["InstanceNormalization"] = 3,
    };

    /// <exception cref="InputException">One of the nodes cannot be scored.</exception>
    public static void Require(IEnumerable<NodeProto> nodes, ModelProto model, int depth = 0)
    {
        if (depth > MaximumDepth) throw new InputException($"it nests bodies more than {MaximumDepth} deep");
        var imported = model.OpsetImport.Select(import => import.Domain).ToHashSet();
        foreach (var node in nodes)
        {
            if (IsQuantized(node.OpType))
                throw new InputException(
                    $"it is quantised ({node.Label()}): its weights are whole numbers that cannot be drawn anew, and rounding decides its signs",
                    "give the model as it was before quantisation");
            if (Unreliable.TryGetValue(node.OpType, out var fault))
                throw new InputException($"{node.Label()} has no sure result: {fault}", "export it with standard operations only");
            if (!KnownDomains.Contains(node.Domain))
                throw new InputException($"{node.Label()} is an operation of '{node.Domain}', which ONNX Runtime does not have", "export it with standard operations only");
            if (!Attributes.IsStandard(node.Domain) && !imported.Contains(node.Domain))
                throw new InputException($"{node.Label()} is of '{node.Domain}', which the model does not import");
            var least = Reads.GetValueOrDefault(node.OpType, 1);
            if (node.Input.Count < least || node.Input.Take(least).Any(input => input.Length == 0))
                throw new InputException($"{node.Label()} reads {node.Input.Count(input => input.Length > 0)} values, fewer than the {least} it needs");
            if (node.Output.Count == 0) throw new InputException($"{node.Label()} gives nothing");
            foreach (var attribute in node.Attribute) Require(node, attribute);
            foreach (var body in node.Bodies()) Require(body.Node, model, depth + 1);
        }
    }

    /// <summary>Whether an operation computes with whole numbers in place of real ones, or keeps weights as such.</summary>
    /// <param name="operation">Name of the operation.</param>
    public static bool IsQuantized(string operation) => Quantized.Contains(operation) || QuantizedFamilies.Any(family => operation.StartsWith(family, StringComparison.Ordinal));

    /// <summary>Whether ONNX Runtime computes an operation wrongly.</summary>
    /// <param name="operation">Name of the operation.</param>
    public static bool IsUnreliable(string operation) => Unreliable.ContainsKey(operation);

    private static void Require(NodeProto node, AttributeProto attribute)
    {
        if (!Least.TryGetValue(attribute.Name, out var least)) return;
        foreach (var value in attribute.Ints.Count > 0 ? attribute.Ints : (IEnumerable<long>)(attribute.Type == AttributeProto.Types.AttributeType.Int ? [attribute.I] : []))
            if (value < least || value > MaximumSetting)
                throw new InputException($"{node.Label()} has {attribute.Name} {value}, expected {least} … {MaximumSetting}");
    }
}
