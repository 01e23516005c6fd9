using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import;

/// <summary>A value that is needed, and the node that gives it.</summary>
/// <param name="Graph">The model's graph.</param>
/// <param name="Node">The node.</param>
/// <param name="Output">The value, one of those the node gives.</param>
internal sealed record ImportPlace(ImportGraph Graph, NodeProto Node, string Output);
