namespace SwapScore.Metrics;

/// <summary>Which networks a metric is for.</summary>
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
