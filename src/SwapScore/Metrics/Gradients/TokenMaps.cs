using SwapScore.Networks;

namespace SwapScore.Metrics.Gradients;

/// <summary>Which part of an encoder's layer a linear map belongs to, by its role.</summary>
internal static class TokenMaps
{
    /// <summary>A map into the heads of an operation.</summary>
    public static bool IsIntoHeads(Node node) =>
        node.Role is NodeRole.Query or NodeRole.Key or NodeRole.Value or NodeRole.QueryWeight or NodeRole.SpanValue or NodeRole.SpectralInput;

    /// <summary>A map of an operation: those into its heads, the one that makes kernels of spans, the one out of it.</summary>
    public static bool IsOfOperation(Node node) => IsIntoHeads(node) || node.Role is NodeRole.SpanKernel or NodeRole.HeadsOutput;

    /// <summary>A map of the feed-forward part.</summary>
    public static bool IsFeedForward(Node node) => node.Role == NodeRole.FeedForward;
}
