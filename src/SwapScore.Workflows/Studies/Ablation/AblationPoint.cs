using SwapScore.Metrics;
using SwapScore.Values;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>The result of an ablation at one setting.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Architectures">Architectures with scores, the fewest of any seed.</param>
/// <param name="Spearman">
/// Spearman's correlation with the ground truth by metric: one value per seed, with their mean and standard error. Values are NaN where the metric
/// is constant, as it is when every architecture shows every pattern.
/// </param>
/// <param name="Failure">Why architectures have no scores, of the first that has none; null when all have.</param>
internal sealed record AblationPoint(AblationSetting Setting, int Architectures, ValueDictionary<MetricScore> Spearman, string? Failure);
