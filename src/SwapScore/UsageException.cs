namespace SwapScore;

/// <summary>A value the caller chose cannot be used: an unknown name, a malformed text, a number out of range.</summary>
/// <param name="message">What was found, where, and what was expected.</param>
/// <param name="hint">What to do or type instead.</param>
public sealed class UsageException(string message, string? hint = null) : SwapScoreException(message, hint)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
