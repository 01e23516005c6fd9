namespace SwapScore.Workflows.Truth;

/// <summary>Which table of ground truth is meant.</summary>
/// <param name="Space">Name of the space.</param>
/// <param name="Task">Name of the task.</param>
/// <param name="Path">Path of the table.</param>
/// <param name="Published">Path of a table of published metrics beside the truth; null for none.</param>
internal sealed record TruthRequest(string Space, string Task, string Path, string? Published = null);
