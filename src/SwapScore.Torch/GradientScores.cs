using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Torch;

/// <summary>What a <see cref="GradientJob"/> found.</summary>
/// <param name="Metrics">The scores by metric.</param>
/// <param name="Undefined">Metrics without a value, and why.</param>
/// <param name="Seconds">Where the time went.</param>
/// <param name="Failure">Why there are no scores at all; null when there are.</param>
internal sealed record GradientScores(
    IReadOnlyDictionary<string, MetricScore> Metrics, IReadOnlyDictionary<string, string> Undefined, EvaluationSeconds Seconds, string? Failure = null);
