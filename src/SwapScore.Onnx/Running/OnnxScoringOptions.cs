using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Onnx.Weights;
using SwapScore.Weights;

namespace SwapScore.Onnx.Running;

/// <summary>How a model is scored: what the options of a request say of models, in the form it is computed with.</summary>
internal sealed record OnnxScoringOptions
{
    /// <summary>64 MiB.</summary>
    public const long StandardSegmentBytes = 64L << 20;

    private const long LeastSegmentBytes = 1L << 20;

    /// <summary>Which weights. Default: <see cref="WeightInitialization.Auto"/>.</summary>
    public WeightInitialization Initialization { get; init; } = WeightInitialization.Auto;

    /// <summary>What batch normalisations normalise by. Default: <see cref="NormalizationMode.Batch"/>.</summary>
    public NormalizationMode Normalization { get; init; } = NormalizationMode.Batch;

    /// <summary>Whether only ReLU, GELU and SiLU are observed, as the published code does, instead of all activations. Default: false.</summary>
    public bool PublishedActivationsOnly { get; init; }

    /// <summary>Bytes of observed values, and of weights, that are held at a time, at least 1 MiB. Default: 64 MiB.</summary>
    public long SegmentBytes { get; init; } = StandardSegmentBytes;

    /// <summary>Threads of the runs that find out where samples lie, at least 1. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What the options of a request say of models.</summary>
    /// <param name="options">The options.</param>
    /// <param name="threads">Threads of the runs that find out where samples lie.</param>
    /// <param name="segmentBytes">Bytes that are held at a time.</param>
    /// <exception cref="UsageException">The initializer is none for models, or the bytes are too few.</exception>
    public static OnnxScoringOptions From(EvaluationOptions options, int threads, long segmentBytes = StandardSegmentBytes)
    {
        var model = options.Model ?? new ModelRunOptions();
        return new OnnxScoringOptions
        {
            Initialization = ReadInitialization(options.Initializer),
            Normalization = model.Normalization,
            PublishedActivationsOnly = model.PublishedActivationsOnly,
            SegmentBytes = segmentBytes,
            Threads = threads,
        }.Validated();
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">One is out of range.</exception>
    public OnnxScoringOptions Validated() =>
        SegmentBytes >= LeastSegmentBytes ? this : throw new UsageException($"segments of {SegmentBytes} bytes are too small", "use 1 MiB or more");

    private static WeightInitialization ReadInitialization(string? name) =>
        name is null ? WeightInitialization.Auto
        : Initializers.Refusal(name, Initializers.OfModels) is { } refusal ? throw new UsageException(refusal)
        : Enum.Parse<WeightInitialization>(name, ignoreCase: true);
}
