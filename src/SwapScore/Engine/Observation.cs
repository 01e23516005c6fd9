using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>A value an observer gets to see.</summary>
/// <param name="Node">The first observed node that has it.</param>
/// <param name="Multiplicity">How many observed nodes have it.</param>
/// <param name="Slot">Where it lies.</param>
internal sealed record Observation(Node Node, int Multiplicity, Slot Slot);
