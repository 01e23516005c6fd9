using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Torch;

/// <summary>What a <see cref="GradientJob"/> found.</summary>
/// <param name="Metrics">The scores by metric; empty after a failure.</param>
/// <param name="Seconds">Where the time went.</param>
/// <param name="Failure">Why there are no scores; null when there are.</param>
internal sealed record GradientScores(IReadOnlyDictionary<string, MetricScore> Metrics, EvaluationSeconds Seconds, string? Failure = null);
