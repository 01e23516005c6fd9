namespace SwapScore.Spaces.Diagrams;

/// <summary>An edge from one node of a diagram to a later one.</summary>
/// <param name="Source">Index of the node where it starts.</param>
/// <param name="Target">Index of the node where it ends, after the source.</param>
/// <param name="Label">The operation on it; null for none. Default: null.</param>
/// <param name="Style">What the operation is. Default: anything.</param>
public sealed record DiagramEdge(int Source, int Target, string? Label = null, DiagramStyle Style = DiagramStyle.Plain);
