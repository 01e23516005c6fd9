namespace SwapScore;

/// <summary>A back end or device is not on this machine: a native library is missing, or there is no such device.</summary>
/// <param name="message">What was looked for, and where.</param>
/// <param name="hint">What to install or set.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class UnavailableException(string message, string? hint = null, Exception? inner = null)
    : SwapScoreException(message, hint, inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Unavailable;
}
