namespace SwapScore.Metrics.Meco;

/// <summary>The smallest eigenvalue of a symmetric matrix: Householder's reduction to three diagonals, then bisection.</summary>
/// <remarks>Wilkinson: The Algebraic Eigenvalue Problem (1965), chapter 5.</remarks>
internal static class SymmetricMatrix
{
    /// <summary>The smallest eigenvalue, to the last bits of the matrix's norm.</summary>
    /// <param name="matrix">Square and symmetric; destroyed.</param>
    public static double SmallestEigenvalue(double[,] matrix)
    {
        var (diagonal, beside) = Tridiagonalize(matrix);

        // Gershgorin: every eigenvalue lies within these bounds.
        var (low, high) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 0; i < diagonal.Length; i++)
        {
            low = Math.Min(low, diagonal[i] - Math.Abs(beside[i]) - (i + 1 < beside.Length ? Math.Abs(beside[i + 1]) : 0));
            high = Math.Min(high, diagonal[i]);
        }

        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return high;
            if (HasSmaller(diagonal, beside, middle))
                high = middle;
            else
                low = middle;
        }
    }

    /// <summary>Whether an eigenvalue lies below a number: whether a pivot of the shifted matrix is negative (Sylvester).</summary>
    private static bool HasSmaller(double[] diagonal, double[] beside, double shift)
    {
        var pivot = 1.0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            pivot = diagonal[i] - shift - (i == 0 ? 0 : beside[i] * beside[i] / pivot);
            if (pivot < 0) return true;
            if (pivot == 0) pivot = double.Epsilon;
        }

        return false;
    }

    /// <returns>The diagonal, and beside[i] next to it in row i; beside[0] is 0.</returns>
    private static (double[] Diagonal, double[] Beside) Tridiagonalize(double[,] a)
    {
        var n = a.GetLength(0);
        var beside = new double[n];
        var v = new double[n];
        var p = new double[n];
        for (var k = 0; k < n - 2; k++)
        {
            // The reflection H = 1 − 2·v·vᵀ takes column k below the diagonal to its first entry.
            var length = 0.0;
            for (var i = k + 1; i < n; i++)
                length += a[i, k] * a[i, k];
            length = Math.Sqrt(length);
            if (length == 0) continue;
            var first = a[k + 1, k] > 0 ? -length : length;
            beside[k + 1] = first;
            var norm = Math.Sqrt(2 * length * (length + Math.Abs(a[k + 1, k])));
            for (var i = k + 1; i < n; i++)
                v[i] = (a[i, k] - (i == k + 1 ? first : 0)) / norm;

            // A ← H·A·H = A − 2·(v·wᵀ + w·vᵀ) with w = A·v − (vᵀ·A·v)·v.
            var inner = 0.0;
            for (var i = k + 1; i < n; i++)
            {
                p[i] = 0;
                for (var j = k + 1; j < n; j++)
                    p[i] += a[i, j] * v[j];
                inner += p[i] * v[i];
            }

            for (var i = k + 1; i < n; i++)
                p[i] -= inner * v[i];
            for (var i = k + 1; i < n; i++)
                for (var j = k + 1; j < n; j++)
                    a[i, j] -= 2 * (v[i] * p[j] + p[i] * v[j]);
        }

        if (n > 1) beside[n - 1] = a[n - 1, n - 2];
        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], beside);
    }
}
