namespace SwapScore.Workflows.Charts;

/// <summary>A point of a chart. One that is not finite is left out, and the chart says how many were.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Error">Half the length of the error bar, for example a standard error; 0 or NaN for none. Default: 0.</param>
internal readonly record struct ChartPoint(double X, double Y, double Error = 0)
{
    internal bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}
