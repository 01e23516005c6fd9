using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>
/// Evaluates models in ONNX files. Requests name the space <see cref="Space"/>, the content of a model
/// (<see cref="Models.OnnxModel.Identify"/>) and the fingerprint of what it is fed. <see cref="CreateRequest"/> makes them and
/// holds what they name, so one evaluator serves any number of models and samples. One model after the other is held in memory;
/// ONNX Runtime uses all threads. Safe for concurrent calls, which take turns.
/// </summary>
/// <remarks><see cref="EvaluationResult.Notes"/> say which activations are not observed, and why.</remarks>
public sealed class OnnxEvaluator : IEvaluator
{
    /// <summary>The name requests give as their space.</summary>
    public const string Space = "onnx";

    private readonly NetworkEvaluator _evaluator;
    private readonly HeldModels _models;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="samples">Gives what models are fed.</param>
    /// <param name="threads">Threads of all calls together, those of ONNX Runtime included, at least 1.</param>
    /// <param name="progress">Receives, after every repeat, how many of a call are done; null for nobody. Default: null.</param>
    /// <param name="catalog">The metrics requests may name; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <param name="segmentBytes">
    /// Bytes of observed values, and of weights, that are held at a time, at least 1 MiB. Default: 64 MiB.
    /// </param>
    /// <param name="findModel">
    /// Finds the file of a model that no request was made for here, by the hash of its content: a request may come from another
    /// machine. It may ask a folder or a network, and returns null where there is none. Null, the default, for nobody.
    /// </param>
    public OnnxEvaluator(
        SampleSource samples,
        int threads,
        IProgress<(int Done, int Total)>? progress = null,
        MetricCatalog? catalog = null,
        long segmentBytes = OnnxScoringOptions.StandardSegmentBytes,
        Func<string, CancellationToken, ValueTask<string?>>? findModel = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        _models = new HeldModels(samples) { Find = findModel };
        _evaluator = new NetworkEvaluator(new OnnxBackEnd(_models, threads, segmentBytes, catalog ?? MetricCatalog.Standard), threads, catalog, progress);
    }

    /// <summary>An evaluator of models that are held already, by one thread.</summary>
    internal OnnxEvaluator(HeldModels models) =>
        (_models, _evaluator) = (models, new NetworkEvaluator(new OnnxBackEnd(models, 1, OnnxScoringOptions.StandardSegmentBytes, MetricCatalog.Standard), 1));

    /// <summary>
    /// What the weights of models can come from (<see cref="EvaluationOptions.Initializer"/>): <c>auto</c> (gaussian for models
    /// with a normalization, otherwise kaiming), <c>gaussian</c>, <c>kaiming</c>, or <c>keep</c> for those in the file, which are
    /// scored once whatever the number of repeats.
    /// </summary>
    public static ImmutableArray<string> Initializers { get; } = [.. SwapScore.Weights.Initializers.OfModels];

    /// <summary>
    /// Names of the metrics that can be computed of models: those of one forward pass, of weights and of structure, and, of models whose operators the engine
    /// has, those of gradients.
    /// </summary>
    public static ImmutableArray<string> Metrics { get; } =
        [.. MetricCatalog.Standard.Metrics.Where(metric => OnnxBackEnd.Models.Refusal(metric) is null).Select(metric => metric.Name)];

    /// <inheritdoc/>
    public MetricCatalog Catalog => _evaluator.Catalog;

    /// <summary>What computes.</summary>
    internal NetworkEvaluator Inner => _evaluator;

    /// <summary>
    /// The request for a model: it names the content of the file, and what the model is fed. Both are held until the end.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Metrics, weights, and how the model is run.</param>
    /// <param name="samples">Gives what this model is fed; null, the default, for what all models are fed.</param>
    /// <exception cref="SwapScoreException">
    /// The file is missing, no model, or of a kind that cannot be scored; or the samples do not suit it.
    /// </exception>
    public EvaluationRequest CreateRequest(string path, EvaluationOptions options, SampleSource? samples = null)
    {
        var (content, fingerprint) = _models.Add(path, samples);
        return new EvaluationRequest(Space, content, options, fingerprint);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) =>
        _evaluator.EvaluateAsync(requests, cancellation);

    /// <summary>
    /// Evaluates files and yields a result for each, in their order. A file that no request can be made for is a failure among
    /// the results.
    /// </summary>
    /// <param name="paths">The files.</param>
    /// <param name="options">Metrics, weights, and how the models are run.</param>
    /// <param name="before">
    /// What answers the requests in place of this evaluator, for example a store of results before it; null, the default, for
    /// this one.
    /// </param>
    /// <param name="cancellation">
    /// Stops, inside the evaluations in progress too; what is finished and in order has been yielded.
    /// </param>
    /// <exception cref="UsageException">The options suit no model.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateFilesAsync(
        IReadOnlyList<string> paths, EvaluationOptions options, IEvaluator? before = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var made = new List<(EvaluationRequest? Request, EvaluationResult? Refused)>(paths.Count);
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            made.Add(Make(path, options));
        }

        await using var results = (before ?? this).EvaluateAsync([.. made.Select(one => one.Request).OfType<EvaluationRequest>()], cancellation).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            foreach (var (request, refused) in made)
            {
                if (request is not null) await results.MoveNextAsync().ConfigureAwait(false);
                yield return refused ?? results.Current;
            }
        }
        finally
        {
            _models.Forget();
        }
    }

    /// <summary>
    /// Trainable parameters of files that are about to be evaluated, in their order. Those that cannot be read are left out. The
    /// models are kept for the evaluation while they are small together, and read only once then.
    /// </summary>
    /// <param name="paths">The files.</param>
    public IReadOnlyList<long> ReadParameters(IEnumerable<string> paths) => [.. paths.Select(_models.ParametersOf).OfType<long>()];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _evaluator.DisposeAsync();

    private (EvaluationRequest? Request, EvaluationResult? Refused) Make(string path, EvaluationOptions options)
    {
        try
        {
            return (CreateRequest(path, options), null);
        }
        catch (SwapScoreException fault)
        {
            return (null, new EvaluationResult
            {
                Request = new EvaluationRequest(Space, "", options, ""),
                Failure = OnnxBackEnd.Reason(fault, Path.GetFileName(path)),
                Remedy = fault.Remedy,
            });
        }
    }
}
