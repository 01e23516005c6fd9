namespace SwapScore.Search;

/// <summary>Something that happened in a search.</summary>
/// <param name="Candidate">The candidate it is about.</param>
/// <param name="IsBest">Whether it is the fittest so far.</param>
/// <param name="Fitness">Its fitness at this moment.</param>
/// <param name="Cycle">The cycle, 0 while the population is filled.</param>
public sealed record SearchEvent(Candidate Candidate, bool IsBest, double Fitness, int Cycle);
