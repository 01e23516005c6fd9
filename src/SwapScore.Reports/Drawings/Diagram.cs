using System.Collections.Immutable;

namespace SwapScore.Reports.Drawings;

/// <summary>A graph to be drawn.</summary>
/// <param name="Title">Above it; empty for none.</param>
/// <param name="Nodes">The nodes, sources before targets.</param>
/// <param name="Edges">The edges.</param>
internal sealed record Diagram(string Title, ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramEdge> Edges);

/// <summary>A node; line breaks in its label begin new lines.</summary>
internal sealed record DiagramNode(string Label, DiagramStyle Style);

/// <summary>An edge from one node to a later one, by their places in the list.</summary>
/// <param name="Source">Where it starts.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="Label">The operation on it; null for none.</param>
/// <param name="Style">How the label is coloured.</param>
internal sealed record DiagramEdge(int Source, int Target, string? Label = null, DiagramStyle Style = DiagramStyle.Plain);

/// <summary>What something stands for; each has a colour.</summary>
internal enum DiagramStyle
{
    Plain,
    Input,
    Output,
    Convolution,
    Pooling,
    Skip,
    Nothing,
    Attention,
}
