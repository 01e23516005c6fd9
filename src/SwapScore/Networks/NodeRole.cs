namespace SwapScore.Networks;

/// <summary>
/// The part a node plays in its network, set by whoever builds it (<see cref="NetworkBuilder.As"/>). Metrics and initializers choose nodes by
/// role; names are for people and files.
/// </summary>
public enum NodeRole
{
    /// <summary>The body of the network. Default.</summary>
    Body,

    /// <summary>Part of the head, which turns features into the outputs of a task.</summary>
    Head,

    /// <summary>Part of an auxiliary head, which helps training only: no metric counts it.</summary>
    Auxiliary,

    /// <summary>The linear map to the queries of an attention.</summary>
    Query,

    /// <summary>The linear map to the keys of an attention.</summary>
    Key,

    /// <summary>The linear map to the values of an attention.</summary>
    Value,

    /// <summary>The second linear map of queries, of weighted multiplicative attention.</summary>
    QueryWeight,

    /// <summary>The linear map to the values of a span convolution.</summary>
    SpanValue,

    /// <summary>The linear map to the kernels of a span convolution.</summary>
    SpanKernel,

    /// <summary>The linear map before a spectral transform.</summary>
    SpectralInput,

    /// <summary>The result of a spectral transform of every head.</summary>
    Spectrum,

    /// <summary>The linear map after the heads of a layer are joined.</summary>
    HeadsOutput,

    /// <summary>A linear map of the feed-forward part of a layer.</summary>
    FeedForward,
}
