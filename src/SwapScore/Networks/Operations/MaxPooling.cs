namespace SwapScore.Networks.Operations;

/// <summary>The largest value of every window; padding never wins.</summary>
/// <param name="Kernel">Side of the square window.</param>
/// <param name="Stride">Distance between windows.</param>
/// <param name="Padding">Positions added on every side, at most half the kernel. Default: 0.</param>
public sealed record MaxPooling(int Kernel, int Stride, int Padding = 0) : Operation
{
    /// <inheritdoc/>
    public override string Name => "max-pooling";

    /// <inheritdoc/>
    public override string Settings => PoolingRule.Describe(Kernel, Stride, Padding);

    internal override IReadOnlyList<IConvertible?> Fields => [Kernel, Stride, Padding];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => PoolingRule.Infer(inputs[0], Kernel, Stride, Padding);

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        PoolingRule.Flops(output, Kernel, convention);
}
