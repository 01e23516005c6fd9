using System.Runtime.CompilerServices;
using SwapScore.Metrics;

namespace SwapScore.Evaluation;

/// <summary>
/// Evaluates requests on any back end: queues them, shares repeats out to threads, shows activations to the measures of all metrics, concludes scores, merges
/// failures and yields results in order. All calls share one bound of threads; safe for concurrent calls.
/// </summary>
public sealed class NetworkEvaluator : IEvaluator
{
    private readonly IBackEnd _backEnd;
    private readonly IProgress<(int Done, int Total)>? _progress;
    private readonly CancellationTokenSource _disposal = new();
    private readonly WorkerPool _pool;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="backEnd">Opens the networks; it is disposed of with the evaluator.</param>
    /// <param name="threads">Threads of all calls together, at least 1. It never changes a result.</param>
    /// <param name="catalog">The metrics requests may name; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <param name="progress">Receives, after every repeat, how many of a call are done; null for nobody. Default: null.</param>
    public NetworkEvaluator(IBackEnd backEnd, int threads, MetricCatalog? catalog = null, IProgress<(int Done, int Total)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(backEnd);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (_backEnd, _progress, Catalog) = (backEnd, progress, catalog ?? MetricCatalog.Standard);
        _pool = new WorkerPool(threads, backEnd.Rest);
    }

    /// <inheritdoc/>
    public MetricCatalog Catalog { get; }

    /// <summary>The threads of all calls.</summary>
    internal WorkerPool Pool => _pool;

    /// <summary>Evaluates a network that is open already, on this thread.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="network">The network.</param>
    /// <param name="catalog">The metrics that the request may name.</param>
    /// <exception cref="SwapScoreException">There are no scores.</exception>
    public static EvaluationResult Evaluate(EvaluationRequest request, IOpenNetwork network, MetricCatalog catalog) =>
        EvaluationJob.Evaluate(request, network, catalog);

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The evaluator is disposed of, before or meanwhile.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, this);
        if (requests.Count == 0) yield break;

        // Leaving the enumeration early, by an exception or by a consumer that has seen enough, must stop the workers too.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposal.Token);
        var count = new RepeatCount(_progress, requests.Sum(_backEnd.RepeatsOf));
        var jobs = await PrepareAsync(requests, count, stop.Token).ConfigureAwait(false);
        var work = Sets(jobs, stop.Token);
        _pool.Start(work);
        var finished = Task.WhenAll(work.Select(set => set.Finished));
        using var stopping = stop.Token.UnsafeRegister(_ => Array.ForEach(work, _pool.Stop), null);
        try
        {
            var reached = 0;
            foreach (var job in jobs)
            {
                await Task.WhenAny(job.Result, finished).ConfigureAwait(false);
                if (!job.Result.IsCompleted)
                {
                    await finished.ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                    ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, this);
                }

                yield return await job.Result.ConfigureAwait(false);
                count.Reach(reached += job.Repeats);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await finished.ConfigureAwait(false);
            foreach (var job in jobs)
                job.Dispose();
        }
    }

    /// <summary>Stops all evaluations and ends when their threads have ended and their memory is given back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposal.IsCancellationRequested) return;
        await _disposal.CancelAsync().ConfigureAwait(false);
        await _pool.DisposeAsync().ConfigureAwait(false);
        _backEnd.Dispose();
        _disposal.Dispose();
    }

    private async Task<EvaluationJob[]> PrepareAsync(IReadOnlyList<EvaluationRequest> requests, RepeatCount count, CancellationToken cancellation)
    {
        // Twice as many pieces as threads keep all of them busy to the end.
        var pieces = _backEnd.RunsSideBySide ? Math.Max(1, 2 * _pool.Threads / requests.Count) : 1;
        var jobs = new EvaluationJob[requests.Count];
        for (var i = 0; i < jobs.Length; i++)
        {
            Require(requests[i].Options);
            var open = await _backEnd.PrepareAsync(requests[i], cancellation).ConfigureAwait(false);
            var request = requests[i];
            jobs[i] = new EvaluationJob(
                request, () => open(cancellation), Catalog, _backEnd.RepeatsOf(request), _backEnd.ComputesGradientsSideBySide(request), pieces, count.Add,
                fault => _backEnd.Explain(request, fault));
        }

        return jobs;
    }

    private void Require(EvaluationOptions options)
    {
        options.Validated(Catalog);
        var source = _backEnd.Source;
        if (options.Metrics.Select(name => source.Refusal(Catalog.Get(name))).FirstOrDefault(reason => reason is not null) is { } refusal)
            throw new UsageException(refusal, Possible(source));
    }

    private string Possible(MetricSource source) =>
        $"possible are {string.Join(", ", Catalog.Metrics.Where(metric => source.Refusal(metric) is null).Select(metric => metric.Name))}";

    private WorkSet[] Sets(EvaluationJob[] jobs, CancellationToken stop)
    {
        var pieces = jobs.SelectMany(job => Enumerable.Range(0, job.Pieces).Select(piece => (Job: job, Piece: piece))).ToArray();
        var gradients = jobs.SelectMany(job => Enumerable.Range(0, job.GradientPieces).Select(piece => (Job: job, Piece: piece))).ToLookup(one => one.Job.AreGradientsShared);
        var (shared, serial) = (gradients[true].ToArray(), gradients[false].ToArray());
        return
        [
            new WorkSet(
                _backEnd.RunsSideBySide ? WorkKind.Shared : WorkKind.Whole, pieces.Length, (i, threads) => pieces[i].Job.Run(pieces[i].Piece, threads, stop)),
            new WorkSet(WorkKind.Shared, shared.Length, (i, threads) => shared[i].Job.RunGradients(shared[i].Piece, threads, stop)),

            // Where one network is open at a time it gets all threads, for gradients too.
            new WorkSet(
                _backEnd.RunsSideBySide ? WorkKind.Serial : WorkKind.Whole, serial.Length, (i, threads) => serial[i].Job.RunGradients(serial[i].Piece, threads, stop)),
        ];
    }

    /// <summary>The repeats of one call that are done.</summary>
    private sealed class RepeatCount(IProgress<(int Done, int Total)>? progress, int total)
    {
        private int _done;

        public void Add()
        {
            if (progress is null) return;
            progress.Report((Interlocked.Increment(ref _done), total));
        }

        /// <summary>Counts the repeats of a network that failed before it had done them.</summary>
        public void Reach(int done)
        {
            if (progress is null || Volatile.Read(ref _done) >= done) return;
            Volatile.Write(ref _done, done);
            progress.Report((done, total));
        }
    }
}
