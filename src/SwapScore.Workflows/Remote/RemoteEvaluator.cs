using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// Has scoring services evaluate: requests go there as lines of JSON, results come back as they are done, with the same bits as here. Every service takes as
/// much as it can compute. Where one does not answer any more, the others do its part; when it is back, it takes part again.
/// </summary>
/// <param name="services">The services, at least one; they are disposed of with this one.</param>
/// <param name="batches">The samples that requests name; a service gets each once.</param>
/// <param name="clock">Times attempts and pieces; no result depends on it.</param>
internal sealed class RemoteEvaluator(IReadOnlyList<ServiceClient> services, IBatchStore batches, TimeProvider clock) : IEvaluator
{
    // While one piece is computed, the next one is on its way.
    private const int PiecesOfOneService = 2;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan[] Pauses = [.. new[] { .2, .5, 1, 2, 5 }.Select(TimeSpan.FromSeconds)];

    /// <inheritdoc/>
    public MetricCatalog Catalog => MetricCatalog.Standard;

    /// <inheritdoc/>
    /// <exception cref="UnavailableException">No service answers any more.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = new SharedWork(requests, clock);
        var lanes = Task.WhenAll(Enumerable.Range(0, PiecesOfOneService).SelectMany(_ => services).Select(service => Task.Run(() => ServeAsync(service, work, stop), CancellationToken.None)));
        try
        {
            await foreach (var result in work.ReadAsync(lanes, cancellation).ConfigureAwait(false))
                yield return result;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(lanes).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var service in services)
            service.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Has one service do pieces of the work until there are none.</summary>
    /// <returns>Why the service is not asked any more; null where the work is done.</returns>
    private async Task<Exception?> ServeAsync(ServiceClient service, SharedWork work, CancellationTokenSource stop)
    {
        double? secondsPerRequest = null;
        for (var broken = 0; !work.IsDone && !stop.IsCancellationRequested;)
        {
            var changed = work.Changed;
            if (work.Take(secondsPerRequest, PiecesOfOneService * services.Count) is not { } piece)
            {
                await Task.WhenAny(changed, Task.Delay(Idle, clock, stop.Token)).ConfigureAwait(false);
                continue;
            }

            Exception? disconnection = null;
            try
            {
                await DoAsync(service, piece, work, stop.Token).ConfigureAwait(false);
                secondsPerRequest = clock.GetElapsedTime(piece.Taken).TotalSeconds / piece.Indexes.Count;
                broken = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                disconnection = fault;
            }
            catch (Exception fault)
            {
                // What one service refuses, all refuse.
                await stop.CancelAsync().ConfigureAwait(false);
                return fault;
            }
            finally
            {
                work.Return(piece);
            }

            if (disconnection is null) continue;
            if (work.IsStalled)
                return new UnavailableException($"the service {service.Address} does not answer: {disconnection.Message}", "start it again; a run folder goes on where it ended", disconnection);
            await Task.WhenAny(Task.Delay(Pauses[Math.Min(broken++, Pauses.Length - 1)], clock, stop.Token)).ConfigureAwait(false);
        }

        return null;
    }

    private async Task DoAsync(ServiceClient service, WorkPiece piece, SharedWork work, CancellationToken stop)
    {
        foreach (var fingerprint in piece.Requests.Select(request => request.BatchFingerprint).Distinct())
        {
            var batch = await batches.FindAsync(fingerprint, stop).ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no batch {fingerprint}.");
            await service.SendAsync(batch, stop).ConfigureAwait(false);
        }

        var done = 0;
        await foreach (var result in service.EvaluateAsync(piece.Requests, stop).ConfigureAwait(false))
        {
            if (!result.Request.Equals(piece.Requests[done])) throw new InputException($"the service {service.Address} answers another request than it was sent");
            work.Complete(piece.Indexes[done++], result);
        }
    }
}
