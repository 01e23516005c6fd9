namespace SwapScore;

/// <summary>A result could not be written: the disk is full, or the file was taken away during the run. What was written stays.</summary>
/// <param name="message">Which file, and what the system said.</param>
/// <param name="remedy">How to go on.</param>
/// <param name="inner">The cause.</param>
public sealed class OutputException(string message, Remedy? remedy = null, Exception? inner = null)
    : SwapScoreException(message, remedy, inner)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Output;

    /// <summary>A write that failed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What the system reports.</param>
    /// <param name="remedy">What to do; null where the message says it all.</param>
    public static OutputException At(string path, Exception cause, Remedy? remedy) => new(
        $"cannot write {path}: {SystemReason.Describe(path, cause)}", remedy, cause);
}
