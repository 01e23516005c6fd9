namespace SwapScore.Search;

/// <summary>An architecture was scored that had not been before.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Fitness">Its fitness at this moment.</param>
/// <param name="Cycle">The cycle.</param>
public sealed record CandidateScored(Candidate Candidate, double Fitness, int Cycle) : SearchEvent(Cycle);
