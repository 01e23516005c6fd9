namespace SwapScore.Workflows.Reproduction;

/// <summary>What a reproduction takes where the paper leaves a choice, or where all of it would take too long.</summary>
internal static class Presets
{
    public const int StandardBatchSize = 16;
    public const int TransformerBatchSize = 32;

    // Eigenvalues of hundreds of channels: most of the time of a comparison, so a quick one goes without.
    public const string CostliestMetric = "meco";

    /// <summary>Metrics of convolutional networks that are compared with each other; those of gradients where they can be computed.</summary>
    public static IReadOnlyList<string> ConvolutionalMetrics { get; } =
    [
        "swap", "swap-regularised", "nwot", "zen", "meco", "linear-regions", "l2-norm",
        "grad-norm", "snip", "grasp", "fisher-faithful", "plain", "synflow", "jacov", "epe-nas", "zico",
    ];

    /// <summary>Metrics of Transformers, in the order of Table I.</summary>
    public static IReadOnlyList<string> TransformerMetrics { get; } = ["swap", "attention-confidence", "softmax-confidence", "activation-distance"];

    /// <summary>Metrics of Transformers that need gradients, in the order of Table I.</summary>
    public static IReadOnlyList<string> TransformerGradients { get; } =
        ["synaptic-saliency-faithful", "synaptic-diversity-faithful", "head-importance-faithful", "jacobian-score-faithful", "dss"];
}
