namespace SwapScore.Search.Pruning;

/// <summary>The cost of removing an operation from the super-network.</summary>
/// <param name="Edge">Index of the edge.</param>
/// <param name="Operation">Index of the operation.</param>
/// <param name="NtkChange">
/// (κ − κ′)/κ, κ the condition number with and κ′ without the operation, to three decimals, the mean of the repeats; high where the network
/// trains better without it, −∞ where it cannot be trained, or not be measured, without it.
/// </param>
/// <param name="RegionsChange">(R − R′)/R of the linear regions likewise; low where the network expresses as much without it, +∞ where it cannot be measured.</param>
/// <param name="Rank">The sum of its ranks by both among all operations of the round, 0 the least important; equal changes share a rank.</param>
/// <param name="IsPruned">Whether the round removes it.</param>
public sealed record OperationImportance(int Edge, int Operation, double NtkChange, double RegionsChange, int Rank, bool IsPruned);
