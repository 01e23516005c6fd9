using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import;

/// <summary>Says why the engine cannot compute a model: the operator, its node, the reason.</summary>
internal static class Refusal
{
    /// <summary>A refusal of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="reason">Why it cannot be computed.</param>
    public static InputException At(NodeProto node, string reason) => new(PrintableText.Brief($"the engine cannot compute {node.Label()}: {reason}"));
}
