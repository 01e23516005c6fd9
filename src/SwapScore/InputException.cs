namespace SwapScore;

/// <summary>A file is missing, unreadable, damaged or of another format than expected.</summary>
/// <param name="message">What was found, where, and what was expected.</param>
/// <param name="remedy">What to do instead.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class InputException(string message, Remedy? remedy = null, Exception? inner = null)
    : SwapScoreException(message, remedy, inner)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Input;
}
