namespace SwapScore.Metrics.Matrices;

/// <summary>Determinants by elimination with pivots.</summary>
internal static class Determinant
{
    /// <summary>ln |det|; −∞ for a singular matrix.</summary>
    /// <param name="matrix">Square; destroyed.</param>
    public static double LogAbsolute(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var sum = 0.0;
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column]))
                    pivot = row;
            if (matrix[pivot, column] == 0) return double.NegativeInfinity;
            for (var j = 0; j < size; j++)
                (matrix[column, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[column, j]);
            sum += Math.Log(Math.Abs(matrix[column, column]));
            for (var row = column + 1; row < size; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                for (var j = column; j < size; j++)
                    matrix[row, j] -= factor * matrix[column, j];
            }
        }

        return sum;
    }
}
