namespace SwapScore.Data.Published;

/// <summary>A transfer that may succeed when it is tried again.</summary>
internal sealed class BrokenTransferException(string message, Exception? inner = null) : Exception(message, inner);
