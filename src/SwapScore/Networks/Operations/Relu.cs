namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>max(0, x)</c>.</summary>
public sealed record Relu : Operation
{
    /// <inheritdoc/>
    public override string Name => "relu";

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.NonNegative;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table ? output.Count : 0;
}
