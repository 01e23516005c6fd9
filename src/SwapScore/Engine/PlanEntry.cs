using SwapScore.Engine.Steps;

namespace SwapScore.Engine;

/// <summary>What happens next in a plan: a step is computed, or a value is shown to the observer.</summary>
internal readonly record struct PlanEntry(Step? Step, Observation? Observation);
