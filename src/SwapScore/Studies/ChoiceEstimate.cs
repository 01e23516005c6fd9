using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>How good a metric is for choosing networks, by one statistic.</summary>
/// <param name="Name">Name of the statistic, one of those <c>docs/reference/statistics.md</c> defines.</param>
/// <param name="Value">Its value; NaN where it is not defined.</param>
/// <param name="Interval">Its 95 % bootstrap interval; null where it was not asked for.</param>
public sealed record ChoiceEstimate(string Name, double Value, Interval? Interval);
