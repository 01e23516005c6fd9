using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>
/// Evaluates model files of this machine by their paths: makes the requests (<see cref="OnnxRequests"/>) and answers them (<see cref="OnnxEvaluator"/>).
/// A file that no request can be made for is a failure among the results. Safe for concurrent calls.
/// </summary>
public sealed class OnnxFiles : IAsyncDisposable
{
    private readonly OnnxRequests _requests;
    private readonly OnnxEvaluator _evaluator;
    private IEvaluator? _asked;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="samples">Gives what the models are fed.</param>
    /// <param name="threads">Threads of all calls together, those of ONNX Runtime included, at least 1.</param>
    /// <param name="progress">Receives, after every repeat, how many of a call are done; null for nobody. Default: null.</param>
    /// <param name="catalog">The metrics that can be asked for; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <param name="segmentBytes">Bytes of observed values, and of weights, that are held at a time, at least 1 MiB. Default: 64 MiB.</param>
    public OnnxFiles(
        SampleSource samples,
        int threads,
        IProgress<(int Done, int Total)>? progress = null,
        MetricCatalog? catalog = null,
        long segmentBytes = OnnxScoringOptions.StandardSegmentBytes)
    {
        _requests = new OnnxRequests(samples);
        _evaluator = new OnnxEvaluator(_requests.Models, _requests.Samples, threads, progress, catalog, segmentBytes);
    }

    /// <summary>Puts something before the evaluator, for example a store of results. Default: nothing.</summary>
    public Func<IEvaluator, IEvaluator> Before { get; init; } = evaluator => evaluator;

    /// <summary>Evaluates files and yields a result for each, in the order of the files.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="options">Metrics, weights, and how the models are run.</param>
    /// <param name="cancellation">Stops, inside the evaluations in progress too; what is finished and in order has been yielded.</param>
    /// <exception cref="UsageException">The options suit no model.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<string> paths, EvaluationOptions options, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var made = new List<(EvaluationRequest? Request, EvaluationResult? Refused)>(paths.Count);
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            made.Add(Make(path, options));
        }

        await using var results = (_asked ??= Before(_evaluator)).EvaluateAsync([.. made.Select(one => one.Request).OfType<EvaluationRequest>()], cancellation).GetAsyncEnumerator(CancellationToken.None);
        foreach (var (request, refused) in made)
        {
            if (request is not null) await results.MoveNextAsync().ConfigureAwait(false);
            yield return refused ?? results.Current;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _evaluator.DisposeAsync();

    private (EvaluationRequest? Request, EvaluationResult? Refused) Make(string path, EvaluationOptions options)
    {
        try
        {
            return (_requests.Create(path, options), null);
        }
        catch (SwapScoreException fault)
        {
            return (null, new EvaluationResult
            {
                Request = new EvaluationRequest(OnnxEvaluator.Space, "", options, ""),
                Failure = OnnxBackEnd.Reason(fault, Path.GetFileName(path)),
                Notes = fault.Hint is { } hint ? [hint] : [],
            });
        }
    }
}
