namespace SwapScore.Metrics;

/// <summary>Whether higher or lower values of a metric predict the better network.</summary>
public enum MetricDirection
{
    /// <summary>A higher value predicts a better network.</summary>
    HigherIsBetter,

    /// <summary>A lower value predicts a better network.</summary>
    LowerIsBetter,
}
