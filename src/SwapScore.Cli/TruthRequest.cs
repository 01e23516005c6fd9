namespace SwapScore.Cli;

/// <summary>Which ground truth a study was asked for.</summary>
/// <param name="Space">Name of the space.</param>
/// <param name="Task">Name of the task.</param>
/// <param name="Path">The value of <c>--truth</c>.</param>
/// <param name="Published">The value of <c>--published</c>: a table of published metrics beside the truth; null for none.</param>
internal sealed record TruthRequest(string Space, string Task, string Path, string? Published = null);
