namespace SwapScore.Workflows.Charts;

/// <summary>A search in a <see cref="CostScatter"/>.</summary>
/// <param name="Name">Its name, which stands beside the point.</param>
/// <param name="Days">What it cost.</param>
/// <param name="Error">The error of what it found, in per cent.</param>
internal readonly record struct CostPoint(string Name, double Days, double Error);
