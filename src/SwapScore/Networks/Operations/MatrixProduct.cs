namespace SwapScore.Networks.Operations;

/// <summary>
/// The product of two matrices of the sample, channel by channel: <c>y[c] = scale · a[c] · b[c]</c>, or <c>a[c] · b[c]ᵀ</c>, where a
/// channel is a matrix <c>[row][column]</c>. Attention with its heads as channels is two of these around a softmax.
/// </summary>
/// <param name="TransposeSecond">Whether the second matrix is used transposed.</param>
public sealed record MatrixProduct(bool TransposeSecond = false) : Operation
{
    /// <summary>Factor of the result. Default: 1.</summary>
    public float Scale { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "matrix-product";

    /// <inheritdoc/>
    public override int? Arity => 2;

    /// <inheritdoc/>
    public override string Settings => string.Concat(
        TransposeSecond ? "second transposed" : "",
        Scale == 1 ? "" : FormattableString.Invariant($" scale {Scale}")).Trim();

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var (a, b) = (inputs[0], inputs[1]);
        var (inner, columns) = TransposeSecond ? (b.Columns, b.Rows) : (b.Rows, b.Columns);
        Require(a.Channels == b.Channels, $"both inputs must have the same channels, but {a} and {b} differ");
        Require(a.Columns == inner, $"the columns of {a} must match the {(TransposeSecond ? "columns" : "rows")} of {b}");
        return new Shape(a.Channels, a.Rows, columns);
    }

    /// <inheritdoc/>
    public override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.MultiplyAdds ? output.Count * inputs[0].Columns : 0;
}
