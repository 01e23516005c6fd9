namespace SwapScore.Search;

/// <summary>A candidate, just scored, is fitter than all before it.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Fitness">Its fitness at this moment.</param>
/// <param name="Cycle">The cycle.</param>
public sealed record BestImproved(Candidate Candidate, double Fitness, int Cycle) : SearchEvent(Cycle);
