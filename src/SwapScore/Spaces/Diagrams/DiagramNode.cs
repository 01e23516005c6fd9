namespace SwapScore.Spaces.Diagrams;

/// <summary>A node of a diagram.</summary>
/// <param name="Label">Its text; line breaks begin new lines.</param>
/// <param name="Style">What it stands for. Default: anything.</param>
public sealed record DiagramNode(string Label, DiagramStyle Style = DiagramStyle.Plain);
