namespace SwapScore.Networks.Operations;

/// <summary>The mean of every channel over rows and columns.</summary>
public sealed record GlobalAveragePooling : Operation
{
    /// <inheritdoc/>
    public override string Name => "global-average-pooling";

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Vector(inputs[0].Channels);

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table ? (long)inputs[0].Channels * (inputs[0].Rows + 1) * (inputs[0].Columns + 1) : 0;
}
