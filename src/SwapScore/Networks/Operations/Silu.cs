namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>x / (1 + e⁻ˣ), also called swish</c>.</summary>
public sealed record Silu : Operation
{
    /// <inheritdoc/>
    public override string Name => "silu";

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.Ternary;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
