namespace SwapScore.Metrics.Matrices;

/// <summary>
/// The singular values of a matrix: Householder reflections from both sides leave two diagonals; with their entries beside a diagonal of zeros, a symmetric
/// matrix of twice the size has the singular values, and their negatives, as eigenvalues.
/// </summary>
/// <remarks>Golub, Kahan: Calculating the singular values and pseudo-inverse of a matrix (1965).</remarks>
internal static class SingularValues
{
    /// <summary>The nuclear norm: the sum of the singular values, each to the last bits of the largest.</summary>
    /// <param name="matrix"><c>[row][column]</c>.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    public static double Sum(ReadOnlySpan<double> matrix, int columns) => Find(matrix, columns, Math.Min(matrix.Length / columns, columns)).Sum();

    /// <summary>The largest singular value, to its last bits.</summary>
    /// <param name="matrix"><c>[row][column]</c>.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    public static double Largest(ReadOnlySpan<double> matrix, int columns) => Find(matrix, columns, 1)[0];

    private static double[] Find(ReadOnlySpan<double> matrix, int columns, int count)
    {
        var rows = matrix.Length / columns;
        var a = rows >= columns ? Transposed(matrix, columns) : matrix.ToArray();
        var (lines, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        return SymmetricMatrix.Largest(new double[2 * lines], Beside(a, lines, length), count);
    }

    /// <summary>The two diagonals in turns, in front of them a zero: what lies beside the diagonal of the symmetric matrix.</summary>
    /// <param name="a"><c>[line][value]</c>, at least as many values as lines; destroyed.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="length">Values of a line.</param>
    private static double[] Beside(double[] a, int lines, int length)
    {
        var beside = new double[2 * lines];
        var sums = new double[length];
        for (var k = 0; k < lines; k++)
        {
            // A reflection of the values takes line k to its first value.
            var v = a.AsSpan(k * length, length)[k..];
            beside[2 * k + 1] = Reflect(v);
            for (var i = k + 1; i < lines; i++)
            {
                var line = a.AsSpan(i * length, length)[k..];
                RowKernel.AddScaled(line, v, -2 * RowKernel.Dot(line, v));
            }

            if (k + 1 == lines) break;

            // A reflection of the lines takes value k of the lines after it to the first of them.
            var u = new double[lines - k - 1];
            for (var i = 0; i < u.Length; i++)
                u[i] = a[(k + 1 + i) * length + k];
            beside[2 * k + 2] = Reflect(u);
            var sum = sums.AsSpan(k + 1);
            sum.Clear();
            for (var i = 0; i < u.Length; i++)
                RowKernel.AddScaled(sum, a.AsSpan((k + 1 + i) * length, length)[(k + 1)..], u[i]);
            for (var i = 0; i < u.Length; i++)
                RowKernel.AddScaled(a.AsSpan((k + 1 + i) * length, length)[(k + 1)..], sum, -2 * u[i]);
        }

        return beside;
    }

    /// <summary>Turns a vector into the unit vector of the reflection that takes it to its first value, or to zeros where there is nothing to do.</summary>
    /// <returns>What the first value becomes.</returns>
    private static double Reflect(Span<double> v)
    {
        var length = Math.Sqrt(RowKernel.Dot(v, v));
        if (length == 0) return 0;
        var first = v[0] > 0 ? -length : length;
        var norm = Math.Sqrt(2 * length * (length + Math.Abs(v[0])));
        v[0] -= first;
        foreach (ref var value in v)
            value /= norm;
        return first;
    }

    private static double[] Transposed(ReadOnlySpan<double> matrix, int columns)
    {
        var rows = matrix.Length / columns;
        var transposed = new double[matrix.Length];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                transposed[column * rows + row] = matrix[row * columns + column];
        return transposed;
    }
}
