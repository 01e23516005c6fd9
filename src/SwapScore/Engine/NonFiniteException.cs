namespace SwapScore.Engine;

/// <summary>A forward pass produced NaN or infinity: the architecture cannot be scored with these weights.</summary>
/// <param name="message">Which node produced the value.</param>
internal sealed class NonFiniteException(string message) : SwapScoreException(message)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Numeric;
}
