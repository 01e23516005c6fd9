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

    /// <summary>A file or folder that the system does not let be read.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="cause">What the system reports.</param>
    /// <param name="remedy">What to do instead.</param>
    public static InputException At(string path, Exception cause, Remedy? remedy = null) => new($"cannot read {path}: {SystemReason.Describe(path, cause)}", remedy, cause);
}
