using SwapScore.Evaluation;

namespace SwapScore.Studies;

/// <summary>Seconds per phase of a study; of a resumed study, those of the last run.</summary>
/// <param name="Total">Seconds from start to end.</param>
/// <param name="Evaluation">Seconds of all threads together, by phase of an evaluation.</param>
/// <param name="Statistics">Seconds spent on correlations and intervals.</param>
public sealed record StudySeconds(double Total, EvaluationSeconds Evaluation, double Statistics);
