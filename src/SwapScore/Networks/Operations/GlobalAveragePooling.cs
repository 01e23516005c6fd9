namespace SwapScore.Networks.Operations;

/// <summary>The mean of every channel over rows and columns.</summary>
public sealed record GlobalAveragePooling : Operation
{
    /// <summary>
    /// Whether the published network takes a plain mean instead of using a pooling module; the table convention counts modules only.
    /// Default: false.
    /// </summary>
    public bool IsPlainMean { get; init; }

    /// <inheritdoc/>
    public override string Name => "global-average-pooling";

    internal override IReadOnlyList<IConvertible?> Fields => [IsPlainMean];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Vector(inputs[0].Channels);

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table && !IsPlainMean ? (long)inputs[0].Channels * (inputs[0].Rows + 1) * (inputs[0].Columns + 1) : 0;
}
