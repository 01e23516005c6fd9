namespace SwapScore.Metrics;

/// <summary>Which end of a metric predicts the better network.</summary>
public enum MetricDirection
{
    /// <summary>A higher value predicts a better network.</summary>
    HigherIsBetter,

    /// <summary>A lower value predicts a better network.</summary>
    LowerIsBetter,
}
