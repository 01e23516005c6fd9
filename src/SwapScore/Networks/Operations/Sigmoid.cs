namespace SwapScore.Networks.Operations;

/// <summary>The function <c>1 / (1 + e⁻ˣ)</c>, with which networks weigh other values; SWAP-Score does not record it, since it is never negative.</summary>
public sealed record Sigmoid : Operation
{
    /// <inheritdoc/>
    public override string Name => "sigmoid";

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
