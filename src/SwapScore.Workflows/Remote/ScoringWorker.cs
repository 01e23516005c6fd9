using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using SwapScore.Evaluation;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// A machine that works for scoring services: it takes leases, evaluates, and reports results as they come. Whatever it does not report in time, others compute.
/// </summary>
internal sealed class ScoringWorker : IAsyncDisposable
{
    // While one lease is computed, the next one is on its way.
    private const int LeasesOfOneService = 2;
    private const int Reports = 3;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GivingBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan[] Pauses = [.. new[] { .2, .5, 1, 2, 5 }.Select(TimeSpan.FromSeconds)];

    private readonly TimeProvider _clock;
    private readonly IProgress<Note>? _notes;
    private readonly List<JoinedService> _services;
    private readonly KeptBatches _batches;
    private readonly IEvaluator _evaluator;
    private long _done;

    public ScoringWorker(WorkflowContext workflows, WorkerOptions options, IProgress<Note>? notes)
    {
        options = options.Validated();
        (_clock, _notes) = (workflows.Clock, notes);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        _services = [.. options.Services.Select(address => new JoinedService(
            new LeaseClient(new ServiceConnection(address, options.Token), name, options.Threads, _clock), options, _clock, notes))];
        _batches = new KeptBatches(options, _clock);
        _evaluator = workflows.OpenEvaluator(_batches, options.Threads);
    }

    /// <summary>Works until it is stopped.</summary>
    /// <returns>How many evaluations it has done.</returns>
    /// <exception cref="UsageException">A service refuses this worker.</exception>
    /// <exception cref="UnavailableException">A service does not answer any more.</exception>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = Enumerable.Range(0, LeasesOfOneService).SelectMany(_ => _services).Select(service => Task.Run(() => WorkForAsync(service, stop.Token), CancellationToken.None)).ToList();
        var first = await Task.WhenAny(lanes).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(lanes)).ConfigureAwait(false);
        await first.ConfigureAwait(false);
        return _done;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _evaluator.DisposeAsync().ConfigureAwait(false);
        _services.ForEach(service => service.Dispose());
        _batches.Dispose();
    }

    private async Task WorkForAsync(JoinedService service, CancellationToken stop)
    {
        for (var broken = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                var lease = await service.Leases.TakeAsync(service.IsAnswering, stop).ConfigureAwait(false);
                service.Answered();
                if (lease is not null) await DoAsync(service.Leases, lease, stop).ConfigureAwait(false);
                broken = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                service.Failed(fault);
                await Task.WhenAny(Task.Delay(Pauses[Math.Min(broken++, Pauses.Length - 1)], _clock, stop)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Computes a lease and reports results at least every second: a service that hears nothing for longer gives the requests to others.</summary>
    private async Task DoAsync(LeaseClient service, WorkLease lease, CancellationToken stop)
    {
        using var drop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ready = new ConcurrentQueue<EvaluationResult>();
        var computing = Task.Run(() => ComputeAsync(service, lease, ready, drop.Token), CancellationToken.None);
        var silence = lease.Length / 3 < LongestSilence ? lease.Length / 3 : LongestSilence;
        var (reported, isHeld) = (0, true);
        try
        {
            for (var hasEnded = false; isHeld && !hasEnded && reported < lease.Requests.Count;)
            {
                hasEnded = await Task.WhenAny(computing, Task.Delay(silence, _clock, stop)).ConfigureAwait(false) == computing;
                stop.ThrowIfCancellationRequested();
                List<EvaluationResult> part = [];
                while (ready.TryDequeue(out var result))
                    part.Add(result);
                isHeld = await ReportAsync(service, lease, reported, part, stop).ConfigureAwait(false);
                reported += part.Count;
            }
        }
        finally
        {
            await drop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(computing).ConfigureAwait(false);
            Interlocked.Add(ref _done, reported);
            var reason = computing.Exception?.InnerException?.Message;
            if (reason is not null) _notes?.Report(new Note($"cannot compute what {service.Address} asks for: {reason}", IsWarning: true));
            if (isHeld && reported < lease.Requests.Count) await GiveBackAsync(service, lease, reason).ConfigureAwait(false);
        }
    }

    private async Task ComputeAsync(LeaseClient service, WorkLease lease, ConcurrentQueue<EvaluationResult> ready, CancellationToken stop)
    {
        foreach (var fingerprint in lease.Requests.Select(request => request.BatchFingerprint).Distinct())
            if (!await _batches.FetchAsync(fingerprint, service.FetchAsync, stop).ConfigureAwait(false)) throw new InputException($"the service does not have the batch {fingerprint}");
        await foreach (var result in _evaluator.EvaluateAsync(lease.Requests, stop).ConfigureAwait(false))
            ready.Enqueue(result);
    }

    /// <summary>Reports a few times where the connection breaks: a report that comes twice counts once.</summary>
    private async Task<bool> ReportAsync(LeaseClient service, WorkLease lease, int from, List<EvaluationResult> results, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await service.ReportAsync(lease, from, results, stop).ConfigureAwait(false);
            }
            catch (Exception fault) when (attempt < Reports && fault is HttpRequestException or IOException)
            {
                await Task.Delay(Pauses[attempt], _clock, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives back what is left, so that others need not wait for the end of the lease. Where that fails, they do.</summary>
    private async Task GiveBackAsync(LeaseClient service, WorkLease lease, string? reason)
    {
        using var late = new CancellationTokenSource(GivingBack, _clock);
        try
        {
            await service.GiveBackAsync(lease, reason, late.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or IOException or UsageException)
        {
        }
    }
}
