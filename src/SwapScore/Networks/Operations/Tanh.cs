namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>tanh x</c>.</summary>
public sealed record Tanh : Operation
{
    /// <inheritdoc/>
    public override string Name => "tanh";

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.Ternary;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
