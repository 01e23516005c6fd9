namespace SwapScore.Metrics.Vkdnw;

/// <summary>The covariance <c>Σ = diag(q) − q·qᵀ</c> of a class drawn with probabilities q.</summary>
internal static class OutputCovariance
{
    private const double Smoothing = 0.05;

    /// <summary><c>q = 0.95·softmax(y) + 0.05/classes</c>.</summary>
    /// <param name="outputs">y, by class.</param>
    public static double[] Probabilities(ReadOnlySpan<float> outputs)
    {
        var largest = float.NegativeInfinity;
        foreach (var output in outputs) largest = Math.Max(largest, output);
        var exponentials = new double[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
            exponentials[i] = Math.Exp((double)outputs[i] - largest);
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, value => (1 - Smoothing) * value / sum + Smoothing / exponentials.Length);
    }

    /// <summary>The lower triangular L with <c>L·Lᵀ = Σ</c>, <c>[row][column]</c>; its last column is zero.</summary>
    /// <param name="q">The probabilities, all above 0.</param>
    public static double[][] Cholesky(double[] q)
    {
        // What is left of all probabilities after class i.
        var rest = new double[q.Length];
        for (var i = q.Length - 2; i >= 0; i--)
            rest[i] = rest[i + 1] + q[i + 1];
        var factor = Array.ConvertAll(q, _ => new double[q.Length]);
        for (var column = 0; column < q.Length - 1; column++)
        {
            var diagonal = Math.Sqrt(q[column] * rest[column] / (rest[column] + q[column]));
            factor[column][column] = diagonal;
            for (var row = column + 1; row < q.Length; row++)
                factor[row][column] = -q[row] / rest[column] * diagonal;
        }

        return factor;
    }
}
