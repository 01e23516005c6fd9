namespace SwapScore.Networks.Operations;

/// <summary>The mean of every window.</summary>
/// <param name="Kernel">Side of the square window.</param>
/// <param name="Stride">Distance between windows.</param>
/// <param name="Padding">Zeros added on every side, at most half the kernel. Default: 0.</param>
public sealed record AveragePooling(int Kernel, int Stride, int Padding = 0) : Operation
{
    /// <summary>Whether the sum is divided by the whole window, zeros included, or by the positions inside. Default: false.</summary>
    public bool CountPadding { get; init; }

    /// <inheritdoc/>
    public override string Name => "average-pooling";

    /// <inheritdoc/>
    public override string Settings =>
        PoolingRule.Describe(Kernel, Stride, Padding) + (CountPadding ? " counting padding" : "");

    internal override IReadOnlyList<IConvertible?> Fields => [Kernel, Stride, Padding, CountPadding];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => PoolingRule.Infer(inputs[0], Kernel, Stride, Padding);

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        PoolingRule.Flops(output, Kernel, convention);
}
