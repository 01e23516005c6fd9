namespace SwapScore;

/// <summary>A result could not be written: the disk is full, or the file was taken away during the run. What was written stays.</summary>
/// <param name="message">Which file, and what the system said.</param>
/// <param name="hint">How to go on.</param>
/// <param name="inner">The cause.</param>
public sealed class OutputException(string message, string? hint = null, Exception? inner = null)
    : SwapScoreException(message, hint, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Failed;

    /// <summary>A write that failed. The system's message often names the path again, in its own way; once is enough.</summary>
    internal static OutputException At(string path, Exception cause, string? hint) => new(
        $"cannot write {path}: {cause.Message.Split(" : '")[0]}", hint, cause);
}
