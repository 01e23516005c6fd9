using SwapScore.Values;

namespace SwapScore.Workflows.Charts;

/// <summary>Points of one colour in a <see cref="CostScatter"/>.</summary>
/// <param name="Name">What they are, for the legend.</param>
/// <param name="Points">The points.</param>
internal sealed record CostGroup(string Name, ValueList<CostPoint> Points);
