namespace SwapScore;

/// <summary>
/// A fault of the input, not of the program: it is reported to the user as one line with a hint, never as a stack trace.
/// </summary>
/// <param name="message">What was found, where, and what was expected.</param>
/// <param name="hint">What to do or type instead; null when the message says it all.</param>
/// <param name="inner">The cause, where there is one.</param>
public abstract class SwapScoreException(string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What to do or type instead; null when the message says it all.</summary>
    public string? Hint { get; } = hint;

    /// <summary>The exit code of the command line for this kind of fault.</summary>
    public abstract ExitCode ExitCode { get; }
}
