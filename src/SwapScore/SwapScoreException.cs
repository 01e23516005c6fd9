namespace SwapScore;

/// <summary>
/// A fault of the input, not of the program: a front end shows the user its message and remedy, never a stack trace.
/// </summary>
/// <param name="message">What was found, where, and what was expected.</param>
/// <param name="remedy">What to do instead, as a text or as data; null when the message says it all.</param>
/// <param name="inner">The cause, where there is one.</param>
public abstract class SwapScoreException(string message, Remedy? remedy = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What to do instead; null when the message says it all.</summary>
    public Remedy? Remedy { get; } = remedy;

    /// <summary>The words of <see cref="Remedy"/>.</summary>
    public string? Hint => Remedy?.Words;

    /// <summary>The kind of fault.</summary>
    public abstract FaultKind Kind { get; }
}
