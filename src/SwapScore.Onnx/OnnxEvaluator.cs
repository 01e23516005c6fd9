using System.Collections.Immutable;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>
/// Evaluates models in ONNX files: requests name the space <see cref="Space"/> and, as architecture, a file. One model after the other is
/// held in memory; ONNX Runtime uses all threads. Safe for concurrent calls, which take turns.
/// </summary>
/// <remarks><see cref="EvaluationResult.Notes"/> say which activations are not observed, and why.</remarks>
public sealed class OnnxEvaluator : IEvaluator
{
    /// <summary>The name requests give as their space.</summary>
    public const string Space = "onnx";

    private readonly NetworkEvaluator _evaluator;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="samples">What models are fed.</param>
    /// <param name="options">How they are scored.</param>
    /// <param name="threads">Threads of all calls together, those of ONNX Runtime included, at least 1.</param>
    /// <param name="progress">Receives, after every repeat, how many of a call are done; null for nobody. Default: null.</param>
    /// <param name="catalogue">The metrics requests may name; null, the default, for <see cref="MetricCatalogue.Standard"/>.</param>
    public OnnxEvaluator(
        ISampleSource samples, OnnxScoringOptions options, int threads, IProgress<(int Done, int Total)>? progress = null, MetricCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        _evaluator = new NetworkEvaluator(new OnnxBackEnd(samples, options.Validated()), threads, catalogue, progress);
    }

    /// <summary>Names of the metrics that can be computed of models: those of one forward pass, of weights and of structure.</summary>
    public static ImmutableArray<string> Metrics { get; } =
        [.. MetricCatalogue.Standard.Metrics.Where(metric => OnnxBackEnd.Models.Refusal(metric) is null).Select(metric => metric.Name)];

    /// <inheritdoc/>
    public MetricCatalogue Catalogue => _evaluator.Catalogue;

    /// <summary>The threads of all calls.</summary>
    internal WorkerPool Pool => _evaluator.Pool;

    /// <inheritdoc/>
    public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) =>
        _evaluator.EvaluateAsync(requests, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _evaluator.DisposeAsync();
}
