namespace SwapScore.Metrics;

/// <summary>The networks a metric is defined for.</summary>
public enum MetricScope
{
    /// <summary>Networks of any kind.</summary>
    Any,

    /// <summary>Networks of images.</summary>
    Images,

    /// <summary>Networks of images with a task: the samples need labels.</summary>
    Labels,

    /// <summary>Transformers: networks of tokens.</summary>
    Texts,
}
