namespace SwapScore.Networks.Operations;

/// <summary>The matrices of <see cref="SpectralTransform"/>, the same bits for every executor.</summary>
internal static class SpectralMatrix
{
    /// <summary>The matrix of a transform, rounded from double precision.</summary>
    /// <param name="kind">Which matrix.</param>
    /// <param name="length">Number of its rows and columns, at least 1.</param>
    /// <returns><c>[k][n]</c>, row by row.</returns>
    public static float[] Create(SpectralKind kind, int length)
    {
        var matrix = new float[(long)length * length];
        for (var k = 0; k < length; k++)
            for (var n = 0; n < length; n++)
                matrix[(long)k * length + n] = (float)(kind switch
                {
                    SpectralKind.Cosine => Turn.Cosine((long)k * n, length),
                    SpectralKind.Sine => Turn.Sine((long)k * n, length),
                    SpectralKind.NegativeSine => -Turn.Sine((long)k * n, length),
                    _ => 2 * Turn.Cosine(k * (2L * n + 1), 4L * length),
                });
        return matrix;
    }

    /// <summary>The same matrix with rows and columns exchanged.</summary>
    /// <param name="kind">Which matrix.</param>
    /// <param name="length">Number of its rows and columns, at least 1.</param>
    /// <returns><c>[n][k]</c>, row by row.</returns>
    public static float[] Transposed(SpectralKind kind, int length)
    {
        var matrix = Create(kind, length);
        var transposed = new float[matrix.Length];
        for (var k = 0; k < length; k++)
            for (var n = 0; n < length; n++)
                transposed[(long)n * length + k] = matrix[(long)k * length + n];
        return transposed;
    }
}
