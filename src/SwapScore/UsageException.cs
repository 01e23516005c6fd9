namespace SwapScore;

/// <summary>A value the caller chose cannot be used: an unknown name, a malformed text, a number out of range.</summary>
/// <param name="message">What was found, where, and what was expected.</param>
/// <param name="remedy">What to do instead.</param>
public sealed class UsageException(string message, Remedy? remedy = null) : SwapScoreException(message, remedy)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Usage;
}
