namespace SwapScore.Torch.Training;

/// <summary>The loss of a training became NaN or infinite: it cannot go on.</summary>
/// <param name="message">In which step, and what is kept.</param>
/// <param name="remedy">What to do.</param>
internal sealed class NonFiniteLossException(string message, Remedy? remedy) : SwapScoreException(message, remedy)
{
    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Numeric;
}
