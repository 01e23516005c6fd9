namespace SwapScore.Workflows.Charts;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What it stands for; bars of several series with one label stand together.</param>
/// <param name="Value">Its height; a bar that is not finite is left out.</param>
/// <param name="StandardError">Half the length of its error bar; 0 or NaN for none. Default: 0.</param>
/// <param name="Published">The published value, marked beside it; null for none. Default: null.</param>
internal sealed record Bar(string Label, double Value, double StandardError = 0, double? Published = null);
