namespace SwapScore.Networks.Operations;

/// <summary>
/// The end of a path that a training may leave out: with a probability that the training chooses, a whole sample becomes 0, and is divided by 1 − p
/// otherwise. Everywhere but in a training it is the value itself.
/// </summary>
/// <remarks>Larsson, Maire, Shakhnarovich: FractalNet: Ultra-Deep Neural Networks without Residuals (ICLR 2017), as in the published code of DARTS. Two such nodes are never the same value.</remarks>
public sealed record DropPath : Operation
{
    /// <inheritdoc/>
    public override string Name => "drop-path";

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
