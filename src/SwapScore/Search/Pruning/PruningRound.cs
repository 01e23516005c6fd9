using SwapScore.Spaces;
using SwapScore.Values;

namespace SwapScore.Search.Pruning;

/// <summary>A round of a pruning search has ended.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Ntk">Condition number before the round, the mean of the repeats.</param>
/// <param name="Regions">Linear regions before the round, likewise.</param>
/// <param name="Measured">Every operation that could be removed, the least important first.</param>
/// <param name="Remaining">The super-network that is left after the round.</param>
public sealed record PruningRound(int Number, double Ntk, double Regions, ValueList<OperationImportance> Measured, IArchitecture Remaining);
