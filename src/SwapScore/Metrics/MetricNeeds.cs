namespace SwapScore.Metrics;

/// <summary>The kind of computation a metric needs.</summary>
public enum MetricNeeds
{
    /// <summary>Only the structure of the network; no weights, no data.</summary>
    Structure,

    /// <summary>The weights as they are drawn; no data.</summary>
    Weights,

    /// <summary>A forward pass of one mini-batch, without labels.</summary>
    ForwardPass,

    /// <summary>Gradients; only a back end with automatic differentiation offers it.</summary>
    Gradients,
}
