namespace SwapScore.Workflows.Charts;

/// <summary>How the values of an axis are spaced.</summary>
internal enum AxisScale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>By their logarithm; values that are not positive are left out.</summary>
    Logarithmic,
}
