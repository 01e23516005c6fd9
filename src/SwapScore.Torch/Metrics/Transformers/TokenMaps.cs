using SwapScore.Networks;

namespace SwapScore.Torch.Metrics.Transformers;

/// <summary>Which part of an encoder's layer a linear map belongs to, by its name.</summary>
internal static class TokenMaps
{
    private static readonly string[] IntoHeads = ["query", "key", "value", "weight", "input", "span-value"];

    /// <summary>A map into the heads of an operation.</summary>
    public static bool IsIntoHeads(Node node) => IntoHeads.Contains(LastName(node));

    /// <summary>A map of an operation: those into its heads, the one that makes kernels of spans, the one out of it.</summary>
    public static bool IsOfOperation(Node node) => IsIntoHeads(node) || LastName(node) is "kernels" or "output";

    /// <summary>A map of the feed-forward part.</summary>
    public static bool IsFeedForward(Node node) => LastName(node).StartsWith("feed", StringComparison.Ordinal);

    private static string LastName(Node node) =>
        node.Name.StartsWith("layer", StringComparison.Ordinal) ? node.Name[(node.Name.LastIndexOf('.') + 1)..] : "";
}
