using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Leases;

/// <summary>
/// Evaluates on this machine and on all workers that have joined: each takes parts of the work, and results come in the order of the requests, with the same bits.
/// </summary>
/// <param name="own">Evaluates here; null to leave all to workers. It is disposed of with this one.</param>
/// <param name="batches">The samples that requests name.</param>
/// <param name="board">Where workers find what is to be done.</param>
/// <param name="clock">Times the work; no result depends on it.</param>
internal sealed class SharingEvaluator(IEvaluator? own, IBatchStore batches, WorkBoard board, TimeProvider clock) : IEvaluator
{
    // While one piece ends, threads that are free begin with the next.
    private const int OwnPieces = 2;

    // What is computed in this process is not lost by itself.
    private static readonly TimeSpan OwnLease = TimeSpan.FromDays(365);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly MeasuredCosts _costs = new();

    /// <inheritdoc/>
    public MetricCatalog Catalog => own?.Catalog ?? MetricCatalog.Standard;

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (requests.Count == 0) yield break;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var open = new OpenWork(new SharedWork(requests, clock), batches);
        var takers = own is null ? [WatchAsync(open, stop.Token)] : Enumerable.Range(0, OwnPieces).Select(_ => ComputeAsync(own, open.Work, stop)).ToArray();
        board.Open(open);
        try
        {
            await foreach (var result in open.Work.ReadAsync(Task.WhenAll(takers), cancellation))
                yield return result;
        }
        finally
        {
            board.Close(open);
            await stop.CancelAsync();
            await Task.WhenAll(takers);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Computes pieces of the work until there are none.</summary>
    /// <returns>Why the work cannot go on; null where it is done.</returns>
    private async Task<Exception?> ComputeAsync(IEvaluator evaluator, SharedWork work, CancellationTokenSource stop)
    {
        while (!work.IsDone && !stop.IsCancellationRequested)
        {
            var changed = work.Changed;
            if (work.Take(_costs.Find(work.Requests), OwnPieces + board.Takers, OwnLease) is not { } piece)
            {
                await Task.WhenAny(changed, Task.Delay(Glance, clock, stop.Token));
                continue;
            }

            try
            {
                await Task.Run(() => EvaluateAsync(evaluator, work, piece, stop.Token), CancellationToken.None);
                _costs.Add(piece.Requests, clock.GetElapsedTime(piece.Taken));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception fault)
            {
                await stop.CancelAsync();
                return fault;
            }
            finally
            {
                work.Return(piece);
            }
        }

        return null;
    }

    private static async Task EvaluateAsync(IEvaluator evaluator, SharedWork work, WorkPiece piece, CancellationToken stop)
    {
        var done = 0;
        await foreach (var result in evaluator.EvaluateAsync(piece.Requests, stop))
            work.Complete(piece.Indexes[done++], result);
    }

    /// <summary>Waits while workers do the work.</summary>
    /// <returns>Why none of them can; null where it is done.</returns>
    private async Task<Exception?> WatchAsync(OpenWork open, CancellationToken stop)
    {
        while (!open.Work.IsDone && !stop.IsCancellationRequested)
        {
            if (board.RefusalOf(open) is { } reason) return new UnavailableException($"no worker can compute this: {reason}");
            await Task.WhenAny(Task.Delay(Glance, clock, stop));
        }

        return null;
    }
}
