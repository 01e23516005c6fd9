using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>An architecture a search has scored.</summary>
/// <param name="Number">When it was scored first, from 1.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="LogScore">Logarithm of the metric before regularisation; the metric itself where it cannot be taken.</param>
/// <param name="Parameters">Trainable parameters of its scoring network.</param>
public sealed record Candidate(int Number, IArchitecture Architecture, double LogScore, long Parameters);
