namespace SwapScore.Metrics.Matrices;

/// <summary>The eigenvalues of a symmetric matrix: Householder's reduction to three diagonals, then bisection.</summary>
/// <remarks>Wilkinson: The Algebraic Eigenvalue Problem (1965), chapter 5.</remarks>
internal static class SymmetricMatrix
{
    /// <summary>The smallest eigenvalue, to the last bits of the norm of the matrix.</summary>
    /// <param name="matrix">Symmetric to the last bit, <c>[row][column]</c>, size × size; destroyed.</param>
    /// <param name="size">Number of rows, at least 1.</param>
    public static double SmallestEigenvalue(double[] matrix, int size)
    {
        var (diagonal, beside) = Tridiagonalize(matrix, size);

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

    /// <summary>All eigenvalues, in ascending order, each to the last bits of the norm of the matrix.</summary>
    /// <param name="matrix">Symmetric to the last bit, <c>[row][column]</c>, size × size; destroyed.</param>
    /// <param name="size">Number of rows, at least 1.</param>
    public static double[] Eigenvalues(double[] matrix, int size)
    {
        var (diagonal, beside) = Tridiagonalize(matrix, size);
        return Largest(diagonal, beside, size);
    }

    /// <summary>The largest eigenvalues of a symmetric matrix of three diagonals, in ascending order.</summary>
    /// <param name="diagonal">The diagonal.</param>
    /// <param name="beside">Entry i lies beside the diagonal in row i; entry 0 is 0.</param>
    /// <param name="count">How many of them are found.</param>
    public static double[] Largest(double[] diagonal, double[] beside, int count)
    {
        var size = diagonal.Length;
        var reach = Enumerable.Range(0, size).Max(i => Math.Abs(diagonal[i]) + Math.Abs(beside[i]) + (i + 1 < size ? Math.Abs(beside[i + 1]) : 0));
        var eigenvalues = new double[count];
        for (var i = 0; i < count; i++)
        {
            // The number of eigenvalues below the middle says in which half the next one lies.
            var (low, high) = (i == 0 ? -reach : eigenvalues[i - 1], reach);
            while (low + (high - low) / 2 is var middle && middle > low && middle < high)
                if (Smaller(diagonal, beside, middle) > size - count + i)
                    high = middle;
                else
                    low = middle;
            eigenvalues[i] = high;
        }

        return eigenvalues;
    }

    /// <summary>Whether an eigenvalue lies below a number: whether a pivot of the shifted matrix is negative (Sylvester).</summary>
    private static bool HasSmaller(double[] diagonal, double[] beside, double shift) => Smaller(diagonal, beside, shift, most: 1) > 0;

    /// <summary>How many eigenvalues lie below a number, counted up to a limit.</summary>
    private static int Smaller(double[] diagonal, double[] beside, double shift, int most = int.MaxValue)
    {
        var (pivot, count) = (1.0, 0);
        for (var i = 0; i < diagonal.Length && count < most; i++)
        {
            pivot = diagonal[i] - shift - (i == 0 ? 0 : beside[i] * beside[i] / pivot);
            if (pivot < 0) count++;
            if (pivot == 0) pivot = double.Epsilon;
        }

        return count;
    }

    /// <returns>The diagonal, and beside[i] next to it in row i; beside[0] is 0.</returns>
    private static (double[] Diagonal, double[] Beside) Tridiagonalize(double[] a, int n)
    {
        var beside = new double[n];
        var v = new double[n];
        var p = new double[n];
        for (var k = 0; k < n - 2; k++)
        {
            // The reflection H = 1 − 2·v·vᵀ takes column k below the diagonal, which is row k beside it, to its first entry.
            var column = a.AsSpan(k * n, n);
            var length = 0.0;
            for (var i = k + 1; i < n; i++)
                length += column[i] * column[i];
            length = Math.Sqrt(length);
            if (length == 0) continue;
            var first = column[k + 1] > 0 ? -length : length;
            beside[k + 1] = first;
            var norm = Math.Sqrt(2 * length * (length + Math.Abs(column[k + 1])));
            for (var i = k + 1; i < n; i++)
                v[i] = (column[i] - (i == k + 1 ? first : 0)) / norm;

            // A ← H·A·H = A − 2·(v·wᵀ + w·vᵀ) with w = A·v − (vᵀ·A·v)·v. Rows stand for columns: the matrix stays symmetric to the last bit.
            var rest = (k + 1)..n;
            p.AsSpan(rest).Clear();
            for (var j = k + 1; j < n; j++)
                RowKernel.AddScaled(p.AsSpan(rest), a.AsSpan(j * n, n)[rest], v[j]);
            var inner = 0.0;
            for (var i = k + 1; i < n; i++)
                inner += p[i] * v[i];
            for (var i = k + 1; i < n; i++)
                p[i] -= inner * v[i];
            for (var i = k + 1; i < n; i++)
                RowKernel.SubtractTwice(a.AsSpan(i * n, n)[rest], v[i], p.AsSpan(rest), p[i], v.AsSpan(rest));
        }

        if (n > 1) beside[n - 1] = a[(n - 2) * n + n - 1];
        return ([.. Enumerable.Range(0, n).Select(i => a[i * n + i])], beside);
    }
}
