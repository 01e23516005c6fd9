namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>x</c> for positive and <c>slope·x</c> for negative values.</summary>
/// <param name="Slope">Slope of the negative side. Default: 0.01.</param>
public sealed record LeakyRelu(float Slope = 0.01f) : Operation
{
    /// <inheritdoc/>
    public override string Name => "leaky-relu";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"slope {Slope}");

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.Ternary;

    internal override IReadOnlyList<IConvertible?> Fields => [Slope];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table ? output.Count : 0;
}
