namespace SwapScore.Search;

/// <summary>
/// Something that happened in a search: a <see cref="CandidateScored"/>, a <see cref="BestImproved"/>, an <see cref="EpochEnded"/> or a
/// <see cref="LatencyMeasured"/>.
/// </summary>
/// <param name="Cycle">The cycle, 0 while the population is filled.</param>
public abstract record SearchEvent(int Cycle);
