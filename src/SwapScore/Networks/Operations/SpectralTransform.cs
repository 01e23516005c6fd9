namespace SwapScore.Networks.Operations;

/// <summary>
/// A fixed linear map along the columns, <c>y[c][r][k] = Σ_n M[k][n]·x[c][r][n]</c>, or along the rows. The real part of the
/// two-dimensional Fourier transform is cosines along both dimensions minus sines along both.
/// </summary>
/// <param name="Kind">The matrix.</param>
/// <param name="AlongRows">Whether the rows are transformed instead of the columns.</param>
public sealed record SpectralTransform(SpectralKind Kind, bool AlongRows = false) : Operation
{
    /// <summary>The matrix M, rounded from double precision: the same bits for every executor.</summary>
    /// <param name="length">Number of its rows and columns, at least 1.</param>
    /// <returns><c>[k][n]</c>, row by row.</returns>
    public float[] Matrix(int length) => SpectralMatrix.Create(Kind, length);

    /// <inheritdoc/>
    public override string Name => "spectral-transform";

    /// <inheritdoc/>
    public override string Settings => $"{Kind} along {(AlongRows ? "rows" : "columns")}";

    internal override IReadOnlyList<IConvertible?> Fields => [Kind, AlongRows];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Enum.IsDefined(Kind), $"unknown kind {(int)Kind}");
        return inputs[0];
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.MultiplyAdds ? output.Count * (AlongRows ? output.Rows : output.Columns) : 0;
}
