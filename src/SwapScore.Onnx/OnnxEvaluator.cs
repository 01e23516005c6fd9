using System.Collections.Immutable;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>
/// Evaluates models in ONNX files. Requests name the space <see cref="Space"/>, the content of a model (<see cref="ModelReference.ContentHash"/>) and the
/// fingerprint of what it is fed (<see cref="ModelSamples.Fingerprint"/>); one evaluator serves any number of models and samples. One model after the other
/// is held in memory; ONNX Runtime uses all threads. Safe for concurrent calls, which take turns.
/// </summary>
/// <remarks><see cref="EvaluationResult.Notes"/> say which activations are not observed, and why.</remarks>
public sealed class OnnxEvaluator : IEvaluator
{
    /// <summary>The name requests give as their space.</summary>
    public const string Space = "onnx";

    private readonly NetworkEvaluator _evaluator;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="models">The models that requests name.</param>
    /// <param name="samples">The samples that requests name.</param>
    /// <param name="threads">Threads of all calls together, those of ONNX Runtime included, at least 1.</param>
    /// <param name="progress">Receives, after every repeat, how many of a call are done; null for nobody. Default: null.</param>
    /// <param name="catalog">The metrics requests may name; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <param name="segmentBytes">Bytes of observed values, and of weights, that are held at a time, at least 1 MiB. Default: 64 MiB.</param>
    public OnnxEvaluator(
        IModelStore models,
        ISampleStore samples,
        int threads,
        IProgress<(int Done, int Total)>? progress = null,
        MetricCatalog? catalog = null,
        long segmentBytes = OnnxScoringOptions.StandardSegmentBytes)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(samples);
        _evaluator = new NetworkEvaluator(new OnnxBackEnd(models, samples, threads, segmentBytes), threads, catalog, progress);
    }

    /// <summary>
    /// What the weights of models can come from (<see cref="EvaluationOptions.Initializer"/>): <c>auto</c> (gaussian for models with a normalization,
    /// otherwise kaiming), <c>gaussian</c>, <c>kaiming</c>, or <c>keep</c> for those in the file, which are scored once whatever the number of repeats.
    /// </summary>
    public static ImmutableArray<string> Initializers { get; } = [.. SwapScore.Weights.Initializers.OfModels];

    /// <summary>Names of the metrics that can be computed of models: those of one forward pass, of weights and of structure.</summary>
    public static ImmutableArray<string> Metrics { get; } =
        [.. MetricCatalog.Standard.Metrics.Where(metric => OnnxBackEnd.Models.Refusal(metric) is null).Select(metric => metric.Name)];

    /// <inheritdoc/>
    public MetricCatalog Catalog => _evaluator.Catalog;

    /// <summary>What computes.</summary>
    internal NetworkEvaluator Inner => _evaluator;

    /// <inheritdoc/>
    public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) =>
        _evaluator.EvaluateAsync(requests, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _evaluator.DisposeAsync();
}
