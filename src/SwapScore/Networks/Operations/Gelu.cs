namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>x·½·(1 + erf(x/√2)), the exact form</c>.</summary>
public sealed record Gelu : Operation
{
    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.Ternary;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
