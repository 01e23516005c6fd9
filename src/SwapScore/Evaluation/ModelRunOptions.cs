using SwapScore.Engine;
using SwapScore.Values;

namespace SwapScore.Evaluation;

/// <summary>
/// How a model in a file is run: what its score depends on beside the metrics, the weights (<see cref="EvaluationOptions.Initializer"/>) and the samples.
/// </summary>
public sealed record ModelRunOptions
{
    /// <summary>The statistics batch normalisation uses: those of the batch, or those in the file. Default: <see cref="NormalizationMode.Batch"/>.</summary>
    public NormalizationMode Normalization { get; init; } = NormalizationMode.Batch;

    /// <summary>Whether only ReLU, GELU and SiLU are observed, as the published code does, instead of all activations. Default: false.</summary>
    public bool PublishedActivationsOnly { get; init; }

    internal void AddTo(ContentHasher hash) => hash.Add((long)Normalization).Add(PublishedActivationsOnly);
}
