namespace SwapScore.Search;

/// <summary>A cycle is over: the population is that of the next one, and an adaptive fitness has been brought up to date.</summary>
/// <param name="Scored">Candidates in all.</param>
/// <param name="Best">The fittest of them, as fitness now is; null while there is none.</param>
/// <param name="Cycle">The cycle.</param>
internal sealed record EpochEnded(int Scored, Candidate? Best, int Cycle) : SearchEvent(Cycle);
