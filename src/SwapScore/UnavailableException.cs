namespace SwapScore;

/// <summary>A back end or device is not on this machine: a native library is missing, or there is no such device.</summary>
/// <param name="message">What was looked for, and where.</param>
/// <param name="remedy">What to install or set.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class UnavailableException(string message, Remedy? remedy = null, Exception? inner = null)
    : SwapScoreException(message, remedy, inner)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Unavailable;
}
