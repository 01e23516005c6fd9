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

    /// <summary>A native library that cannot be loaded, as a fault that says which one and why.</summary>
    /// <param name="fault">What was thrown, whatever .NET has wrapped it in.</param>
    /// <returns>Null where no native library is to blame.</returns>
    public static UnavailableException? FromNative(Exception fault) => NativeFault.Explain(fault);
}
