namespace SwapScore.Search.Pruning;

/// <summary>Something that happened in a pruning search: a <see cref="NetworkMeasured"/> or, after all of a round, a <see cref="PruningRound"/>.</summary>
/// <param name="Number">Number of the round, from 1.</param>
public abstract record PruningEvent(int Number);
