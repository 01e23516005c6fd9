namespace SwapScore.Truth;

/// <summary>An architecture without scores, and why.</summary>
/// <param name="Row">Number of the row in the table of ground truth, from 1.</param>
/// <param name="Architecture">The architecture as the table writes it; null when the row could not be read.</param>
/// <param name="Reason">Why there are no scores.</param>
public sealed record RowFailure(int Row, string? Architecture, string Reason);
