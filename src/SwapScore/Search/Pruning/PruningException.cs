namespace SwapScore.Search.Pruning;

/// <summary>A super-network that a search has to go on from cannot be measured.</summary>
/// <param name="message">Which one, and why.</param>
/// <param name="remedy">What to try.</param>
internal sealed class PruningException(string message, Remedy? remedy = null) : SwapScoreException(message, remedy)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Search;
}
