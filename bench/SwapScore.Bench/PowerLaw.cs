namespace SwapScore.Bench;

/// <summary><c>y = c·xᵉ</c>, fitted by least squares to the logarithms.</summary>
/// <param name="Exponent">e.</param>
/// <param name="StandardError">Standard error of e; NaN for fewer than three points.</param>
/// <param name="Explained">R² of the fit.</param>
internal readonly record struct PowerLaw(double Exponent, double StandardError, double Explained)
{
    public static PowerLaw Fit(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Select(point => Math.Log(point.X)).ToArray(), points.Select(point => Math.Log(point.Y)).ToArray());
        var (meanX, meanY) = (x.Average(), y.Average());
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }

        var exponent = xy / xx;
        var residual = Math.Max(0, yy - exponent * xy);
        return new PowerLaw(exponent, Math.Sqrt(residual / (x.Length - 2) / xx), yy > 0 ? 1 - residual / yy : 1);
    }
}
