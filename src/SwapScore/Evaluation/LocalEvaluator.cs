using System.Runtime.CompilerServices;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>
/// Evaluates on the cores of this machine. Many architectures are shared out, one per thread; few architectures share out their repeats;
/// a single repeat is computed by all threads together. The results are the same bits either way.
/// </summary>
public sealed class LocalEvaluator : IEvaluator
{
    private readonly Batch _batch;
    private readonly int _threads;
    private readonly IReadOnlyList<ISearchSpace> _spaces;

    /// <summary>Prepares an evaluator.</summary>
    /// <param name="batch">The samples networks are scored on.</param>
    /// <param name="threads">Number of threads, at least 1. It never changes a result.</param>
    /// <param name="spaces">The search spaces requests may name.</param>
    /// <param name="catalogue">The metrics requests may name; null, the default, for <see cref="MetricCatalogue.Standard"/>.</param>
    public LocalEvaluator(Batch batch, int threads, IReadOnlyList<ISearchSpace> spaces, MetricCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(spaces);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (_batch, _threads, _spaces, Catalogue) = (batch, threads, spaces, catalogue ?? MetricCatalogue.Standard);

        // Chosen here once: a width that cannot be used is a fault of the whole run, not of each architecture.
        VectorWidths.For(batch.Size);
    }

    /// <inheritdoc/>
    public MetricCatalogue Catalogue { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count == 0) yield break;

        // Twice as many pieces as threads keep all of them busy to the end.
        var pieces = Math.Max(1, 2 * _threads / requests.Count);
        var jobs = requests.Select(request => new EvaluationJob(request, Space(request), _batch, Catalogue, pieces)).ToArray();
        var work = jobs.SelectMany(job => Enumerable.Range(0, job.Pieces).Select(piece => (Job: job, Piece: piece))).ToArray();
        var workers = Math.Min(_threads, work.Length);

        // Leaving the enumeration early, by an exception or by a consumer that has seen enough, must stop the workers too.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var next = -1;
        var running = Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var executor = new Executor(_threads / workers);
                for (var i = Interlocked.Increment(ref next); i < work.Length && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
                    work[i].Job.Run(work[i].Piece, executor, stop.Token);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        var finished = Task.WhenAll(running);
        try
        {
            foreach (var job in jobs)
            {
                await Task.WhenAny(job.Result, finished).ConfigureAwait(false);
                if (!job.Result.IsCompleted)
                {
                    await finished.ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                }

                yield return await job.Result.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await finished.ConfigureAwait(false);
        }
    }

    private ISearchSpace Space(EvaluationRequest request)
    {
        if (request.BatchFingerprint != _batch.Fingerprint)
            throw new UsageException($"the request is for batch {request.BatchFingerprint}, this evaluator holds {_batch.Fingerprint}");
        return _spaces.FirstOrDefault(space => space.Name == request.Space)
            ?? throw new UsageException($"unknown search space '{request.Space}'", $"known: {string.Join(", ", _spaces.Select(space => space.Name))}");
    }
}
