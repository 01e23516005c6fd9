using SwapScore.Evaluation;

namespace SwapScore.Studies;

/// <summary>Where the time of a study went; of a resumed study, that of the last run.</summary>
/// <param name="Total">Seconds from start to end.</param>
/// <param name="Evaluation">Seconds of all threads together, by phase of an evaluation.</param>
/// <param name="Statistics">Seconds spent on correlations and intervals.</param>
public sealed record StudySeconds(double Total, EvaluationSeconds Evaluation, double Statistics);
