namespace SwapScore.Search;

/// <summary>An architecture of a search was scored.</summary>
/// <param name="Candidate">The architecture and its scores.</param>
/// <param name="Fitness">Its fitness at this moment.</param>
/// <param name="Cycle">The cycle of the search, from 0.</param>
/// <param name="IsBest">Whether it is fitter than all before.</param>
public sealed record CandidateScored(Candidate Candidate, double Fitness, int Cycle, bool IsBest);
