namespace SwapScore;

/// <summary>A file is missing, unreadable, damaged or of another format than expected.</summary>
/// <param name="message">What was found, where, and what was expected.</param>
/// <param name="hint">What to do or type instead.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class InputException(string message, string? hint = null, Exception? inner = null)
    : SwapScoreException(message, hint, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Input;
}
