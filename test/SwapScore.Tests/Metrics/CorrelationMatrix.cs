using MathNet.Numerics.LinearAlgebra;

namespace SwapScore.Tests.Metrics;

/// <summary>Pearson correlations of all pairs of rows, as the definition has them; 0 where a row is constant or not finite.</summary>
internal static class CorrelationMatrix
{
    /// <summary>The smallest eigenvalue, by MathNet.</summary>
    public static double SmallestEigenvalue(double[][] rows)
    {
        var standardized = Array.ConvertAll(rows, Standardized);
        var matrix = Matrix<double>.Build.Dense(rows.Length, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = Finite(Product(standardized[i], standardized[j]));
        return matrix.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
    }

    private static double[] Standardized(double[] row)
    {
        var mean = row.Average();
        var length = Math.Sqrt(row.Sum(value => (value - mean) * (value - mean)));
        return Array.ConvertAll(row, value => (value - mean) / length);
    }

    private static double Product(double[] first, double[] second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
            sum += first[i] * second[i];
        return sum;
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
