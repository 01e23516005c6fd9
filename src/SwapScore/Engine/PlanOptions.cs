using SwapScore.Engine.Backward;
using SwapScore.Lanes;
using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>Options for compiling a network.</summary>
internal sealed record PlanOptions
{
    /// <summary>
    /// The nodes whose values an observer gets to see. Default: <see cref="Network.Activations"/>, or none where a backward pass follows.
    /// What no observed node depends on is never computed.
    /// </summary>
    public Func<Node, bool>? Observed { get; init; }

    /// <summary>The source of the statistics of batch normalisation. Default: the batch.</summary>
    public NormalizationMode Normalization { get; init; } = NormalizationMode.Batch;

    /// <summary>
    /// Whether the observer takes the samples of a batch in groups, all activations of the first group before those of the second. Then
    /// networks whose samples do not depend on each other need memory for one group only. Default: false.
    /// </summary>
    public bool InGroups { get; init; }

    /// <summary>Vector width. Default: chosen by <see cref="VectorWidths.For"/>. It never changes a result.</summary>
    public VectorWidth? Width { get; init; }

    /// <summary>Most working memory a plan may need, in bytes. Default: 4 GiB.</summary>
    public long MaximumBytes { get; init; } = 4L << 30;

    /// <summary>
    /// Whether tangents are computed beside all values, and beside all gradients of backward passes: how fast they change along a
    /// <see cref="Tangents.Direction"/> of the samples and weights. Default: false.
    /// </summary>
    internal bool HasTangents { get; init; }

    /// <summary>What backward passes may find; null where there is none.</summary>
    internal BackwardOptions? Backward { get; init; }
}
