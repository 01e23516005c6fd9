namespace SwapScore.Torch.Tests.Metrics;

/// <summary>Small dense matrices the plain way, to judge libtorch's.</summary>
internal static class Dense
{
    private const double K = 1e-5;

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    public static double Correlation(double[] x, double[] y)
    {
        var (dx, dy) = (Centered(x), Centered(y));
        return Dot(dx, dy) / Math.Sqrt(Dot(dx, dx) * Dot(dy, dy));
    }

    public static double[][] Of(double[][] rows, Func<double[], double[], double> entry) => [.. rows.Select(x => rows.Select(y => entry(x, y)).ToArray())];

    /// <summary>−Σ ln(v + k) + 1/(v + k) over the eigenvalues, as −(ln det + trace of the inverse) of the matrix shifted by k.</summary>
    public static double Jacov(double[][] correlations)
    {
        var shifted = correlations.Select((row, i) => row.Select((value, j) => i == j ? value + K : value).ToArray()).ToArray();
        var (logDeterminant, inverse) = Invert(shifted);
        return -(logDeterminant + inverse.Select((row, i) => row[i]).Sum());
    }

    /// <summary>The largest eigenvalue of a symmetric positive matrix by its largest power.</summary>
    public static double Largest(double[][] matrix)
    {
        var x = matrix.Select((_, i) => 1.0 + i).ToArray();
        var value = 0.0;
        for (var i = 0; i < 20_000; i++)
        {
            var y = matrix.Select(row => Dot(row, x)).ToArray();
            value = Math.Sqrt(Dot(y, y));
            x = Array.ConvertAll(y, entry => entry / value);
        }

        return value;
    }

    /// <summary>Gauss and Jordan, with pivots. For matrices of positive determinant.</summary>
    public static (double LogDeterminant, double[][] Inverse) Invert(double[][] matrix)
    {
        var n = matrix.Length;
        var rows = matrix.Select((row, i) => row.Concat(Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)).ToArray()).ToArray();
        var logarithm = 0.0;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(i => Math.Abs(rows[i][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            var divisor = rows[column][column];
            logarithm += Math.Log(Math.Abs(divisor));
            rows[column] = Array.ConvertAll(rows[column], value => value / divisor);
            for (var i = 0; i < n; i++)
                if (i != column)
                {
                    var factor = rows[i][column];
                    rows[i] = [.. rows[i].Zip(rows[column], (value, other) => value - factor * other)];
                }
        }

        return (logarithm, Array.ConvertAll(rows, row => row[n..]));
    }

    /// <summary>The sum of singular values: Jacobi's rotations make the columns orthogonal, then their lengths are summed.</summary>
    public static double Nuclear(double[] values, int rows)
    {
        var count = values.Length / rows;
        var columns = Enumerable.Range(0, count).Select(j => Enumerable.Range(0, rows).Select(i => values[i * count + j]).ToArray()).ToArray();
        for (var sweep = 0; sweep < 60; sweep++)
            for (var p = 0; p < count; p++)
                for (var q = p + 1; q < count; q++)
                {
                    var (x, y) = (columns[p], columns[q]);
                    var angle = Math.Atan2(2 * Dot(x, y), Dot(x, x) - Dot(y, y)) / 2;
                    var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
                    columns[p] = [.. x.Zip(y, (a, b) => cos * a + sin * b)];
                    columns[q] = [.. x.Zip(y, (a, b) => cos * b - sin * a)];
                }

        return columns.Sum(column => Math.Sqrt(Dot(column, column)));
    }

    private static double[] Centered(double[] x)
    {
        var mean = x.Average();
        return Array.ConvertAll(x, value => value - mean);
    }
}
