namespace SwapScore.Workflows.Scoring;

/// <summary>The place of a network among others.</summary>
/// <param name="Rank">One more than the number of networks that are better, so equal scores have equal ranks; null without a score.</param>
/// <param name="IsTied">Whether its score cannot be told from that of the network above it.</param>
internal readonly record struct Place(int? Rank, bool IsTied);
