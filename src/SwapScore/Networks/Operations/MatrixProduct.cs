namespace SwapScore.Networks.Operations;

/// <summary>
/// The product of two matrices of the sample, channel by channel: <c>y[c] = scale · a[c] · b[c]</c>, either of them transposed if wanted,
/// where a channel is a matrix <c>[row][column]</c>. Attention with its heads as channels is two of these around a softmax.
/// </summary>
/// <param name="TransposeSecond">Whether the second matrix is used transposed.</param>
public sealed record MatrixProduct(bool TransposeSecond = false) : Operation
{
    /// <summary>Whether the first matrix is used transposed. Default: false.</summary>
    public bool TransposeFirst { get; init; }

    /// <summary>Factor of the result. Default: 1.</summary>
    public float Scale { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "matrix-product";

    /// <inheritdoc/>
    public override int? Arity => 2;

    /// <inheritdoc/>
    public override string Settings => string.Concat(
        TransposeFirst ? "first transposed " : "",
        TransposeSecond ? "second transposed" : "",
        Scale == 1 ? "" : FormattableString.Invariant($" scale {Scale}")).Trim();

    internal override IReadOnlyList<IConvertible?> Fields => [TransposeFirst, TransposeSecond, Scale];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var (a, b) = (inputs[0], inputs[1]);
        var (rows, firstInner) = TransposeFirst ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        var (secondInner, columns) = TransposeSecond ? (b.Columns, b.Rows) : (b.Rows, b.Columns);
        Require(a.Channels == b.Channels, $"both inputs must have the same channels, but {a} and {b} differ");
        Require(firstInner == secondInner, $"the {(TransposeFirst ? "rows" : "columns")} of {a} must match the {(TransposeSecond ? "columns" : "rows")} of {b}");
        return new Shape(a.Channels, rows, columns);
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.MultiplyAdds ? output.Count * (TransposeFirst ? inputs[0].Rows : inputs[0].Columns) : 0;
}
