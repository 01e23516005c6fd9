using SwapScore.Engine;

namespace SwapScore.Onnx;

/// <summary>How models are scored, beside what <see cref="Evaluation.EvaluationOptions"/> says.</summary>
public sealed record OnnxScoringOptions
{
    /// <summary>Which weights. Default: <see cref="WeightInitialization.Auto"/>.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.Auto;

    /// <summary>The statistics batch normalisation uses: those of the batch, or those in the file. Default: <see cref="NormalizationMode.Batch"/>.</summary>
    public NormalizationMode Normalization { get; init; } = NormalizationMode.Batch;

    /// <summary>Whether only ReLU, GELU and SiLU are observed, as the published code does, instead of all activations. Default: false.</summary>
    public bool PublishedActivationsOnly { get; init; }

    /// <summary>Bytes of observed values, and of weights, that are held at a time, at least 1 MiB. Default: 64 MiB.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">One is out of range.</exception>
    public OnnxScoringOptions Validated() =>
        SegmentBytes >= 1 << 20 ? this : throw new UsageException($"segments of {SegmentBytes} bytes are too small", "use 1 MiB or more");
}
