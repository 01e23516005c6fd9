namespace SwapScore.Networks;

/// <summary>A network cannot be built: shapes that do not fit, an operation with impossible settings, a missing input.</summary>
/// <param name="message">The node, what was found and which rule it breaks.</param>
public sealed class NetworkException(string message) : SwapScoreException(message)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Usage;
}
