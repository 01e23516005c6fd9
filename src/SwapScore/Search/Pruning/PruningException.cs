namespace SwapScore.Search.Pruning;

/// <summary>A super-network that a search has to go on from cannot be measured.</summary>
/// <param name="message">Which one, and why.</param>
/// <param name="hint">What to try.</param>
public sealed class PruningException(string message, string? hint = null) : SwapScoreException(message, hint)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Failed;
}
