using SwapScore.Engine.Steps;

namespace SwapScore.Engine.Backward;

/// <summary>What happens next in a backward pass: a step is computed, or a gradient is shown to the observer.</summary>
/// <param name="Step">The step, if it is one.</param>
/// <param name="Observation">What is shown, if it is not.</param>
/// <param name="Kinds">What needs it: a pass that finds none of these passes over it.</param>
/// <param name="IsRestart">Whether the observer sets what lies at the place of the observation, in place of seeing it.</param>
internal readonly record struct BackwardEntry(Step? Step, Observation? Observation, GradientKinds Kinds, bool IsRestart = false);
