namespace SwapScore.Search.Trainings;

/// <summary>
/// Gaussian-process regression: a belief about a function, from a few of its values, which are brought to mean 0 and deviation 1. With <c>K</c> the
/// kernel of the observed points plus noise on its diagonal, the mean at x is <c>kᵀK⁻¹y</c> and the variance <c>k(x, x) − kᵀK⁻¹k</c>.
/// </summary>
/// <remarks>Rasmussen, Williams: Gaussian Processes for Machine Learning (2006), algorithm 2.1.</remarks>
internal sealed class GaussianProcess<TPoint>
{
    private readonly TPoint[] _points;
    private readonly Func<TPoint, TPoint, double> _kernel;
    private readonly double _noise;
    private readonly double[][] _factor;
    private readonly double[] _solved;
    private readonly double _center;
    private readonly double _scale;

    /// <summary>Learns from observations.</summary>
    /// <param name="points">Where the function was observed; at least one.</param>
    /// <param name="values">Its values there.</param>
    /// <param name="kernel">How far values at two points agree: symmetric, positive definite.</param>
    /// <param name="noise">Variance of an observation relative to that of the values, positive.</param>
    public GaussianProcess(IReadOnlyList<TPoint> points, IReadOnlyList<double> values, Func<TPoint, TPoint, double> kernel, double noise)
    {
        (_points, _kernel, _noise, _center) = ([.. points], kernel, noise, values.Average());
        var deviation = Math.Sqrt(values.Average(value => (value - _center) * (value - _center)));
        _scale = deviation > 0 ? deviation : 1;
        _factor = Cholesky(_points);
        _solved = Backward(_factor, Forward(_factor, [.. values.Select(value => (value - _center) / _scale)]));
    }

    /// <summary>Mean and standard deviation of the belief at a point, in units of the values.</summary>
    public (double Mean, double Deviation) At(TPoint point)
    {
        var kernel = Array.ConvertAll(_points, other => _kernel(other, point));
        var reduced = Forward(_factor, kernel);
        var (mean, explained) = (0.0, 0.0);
        for (var i = 0; i < kernel.Length; i++)
        {
            mean += kernel[i] * _solved[i];
            explained += reduced[i] * reduced[i];
        }

        return (_center + _scale * mean, _scale * Math.Sqrt(Math.Max(0, _kernel(point, point) - explained)));
    }

    /// <summary>The lower triangle L with L·Lᵀ the kernel plus noise.</summary>
    private double[][] Cholesky(TPoint[] points)
    {
        var factor = new double[points.Length][];
        for (var i = 0; i < points.Length; i++)
        {
            factor[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = _kernel(points[i], points[j]) + (i == j ? _noise : 0);
                for (var k = 0; k < j; k++)
                    sum -= factor[i][k] * factor[j][k];
                factor[i][j] = i == j ? Math.Sqrt(sum) : sum / factor[j][j];
            }
        }

        return factor;
    }

    /// <summary>Solves L·x = right.</summary>
    private static double[] Forward(double[][] factor, double[] right)
    {
        var solution = new double[right.Length];
        for (var i = 0; i < right.Length; i++)
        {
            var sum = right[i];
            for (var k = 0; k < i; k++)
                sum -= factor[i][k] * solution[k];
            solution[i] = sum / factor[i][i];
        }

        return solution;
    }

    /// <summary>Solves Lᵀ·x = right.</summary>
    private static double[] Backward(double[][] factor, double[] right)
    {
        var solution = new double[right.Length];
        for (var i = right.Length - 1; i >= 0; i--)
        {
            var sum = right[i];
            for (var k = i + 1; k < right.Length; k++)
                sum -= factor[k][i] * solution[k];
            solution[i] = sum / factor[i][i];
        }

        return solution;
    }
}
