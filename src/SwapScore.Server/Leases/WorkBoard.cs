using System.Security.Cryptography;
using SwapScore.Data;
using SwapScore.Evaluation;

namespace SwapScore.Server.Leases;

/// <summary>
/// All requests that are to be evaluated just now, and the workers that take leases of them. A lease ends when its worker says nothing for too long: others get
/// its requests then. Results that come late count all the same, unless others were faster. Safe for concurrent calls.
/// </summary>
/// <param name="clock">Times leases; no result depends on it.</param>
/// <param name="length">How long a worker may say nothing.</param>
internal sealed class WorkBoard(TimeProvider clock, TimeSpan length)
{
    private const int LeasesOfWorker = 2;
    private const int MostWorkers = 10_000;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<OpenWork> _open = [];
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JoinedWorker> _workers = new(StringComparer.Ordinal);

    // Leases of a service that ran here before are none of this one.
    private readonly string _name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private TaskCompletionSource _changed = NewSignal();
    private long _count;

    /// <summary>How long a worker may say nothing.</summary>
    public TimeSpan LeaseLength => length;

    /// <summary>How many leases workers have at a time.</summary>
    public int Takers
    {
        get { lock (_lock) return LeasesOfWorker * Present().Count(); }
    }

    /// <summary>The workers, by name, and how many leases each has.</summary>
    public IReadOnlyList<(JoinedWorker Worker, int Leases)> Workers
    {
        get
        {
            lock (_lock) return [.. Present().OrderBy(worker => worker.Name, StringComparer.Ordinal).Select(worker => (worker, _leases.Values.Count(lease => lease.Worker == worker)))];
        }
    }

    /// <summary>Lets workers take parts of some work.</summary>
    public void Open(OpenWork work)
    {
        lock (_lock)
        {
            _open.Add(work);
            Signal();
        }
    }

    /// <summary>Ends the leases of some work.</summary>
    public void Close(OpenWork work)
    {
        lock (_lock)
        {
            _open.Remove(work);
            foreach (var lease in _leases.Values.Where(lease => lease.Open == work).ToList())
                _leases.Remove(lease.Id);
        }
    }

    /// <summary>Why nobody computes some work: all workers that there are cannot.</summary>
    /// <returns>Null where somebody may.</returns>
    public string? RefusalOf(OpenWork work)
    {
        lock (_lock) return work.Refusals.Count > 0 && Present().All(worker => work.Refusals.ContainsKey(worker.Name)) ? work.Refusals.Values.First() : null;
    }

    /// <summary>Gives a worker requests, as many as it computes in about two seconds. Where there are none, it waits for some.</summary>
    /// <param name="name">Name of the worker.</param>
    /// <param name="threads">Number of its threads.</param>
    /// <param name="patience">How long it waits.</param>
    /// <param name="gone">Ends the waiting.</param>
    /// <returns>Null where there are none.</returns>
    public async Task<Lease?> TakeAsync(string name, int threads, TimeSpan patience, CancellationToken gone)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (TryTake(Seen(name, threads)) is { } lease) return lease;
                changed = _changed.Task;
            }

            var left = patience - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return null;

            // A lease that ends by time gives no sign.
            await Task.WhenAny(changed, Task.Delay(left < Glance ? left : Glance, clock, gone));
            gone.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes results of a lease, or a sign that its worker is at work.</summary>
    /// <param name="id">The lease.</param>
    /// <param name="from">Place of the first result among the requests of the lease.</param>
    /// <param name="results">Results in the order of the requests.</param>
    /// <returns>Whether further results are of use.</returns>
    /// <exception cref="UsageException">They answer other requests.</exception>
    public bool Report(string id, int from, IReadOnlyList<EvaluationResult> results)
    {
        lock (_lock)
        {
            if (!_leases.TryGetValue(id, out var lease)) return false;
            var (requests, work) = (lease.Piece.Requests, lease.Open.Work);
            if (from < 0 || from + results.Count > requests.Count || results.Where((result, i) => !result.Request.Equals(requests[from + i])).Any())
                throw new UsageException("the results answer other requests than those of the lease");
            for (var i = 0; i < results.Count; i++)
                if (work.Complete(lease.Piece.Indexes[from + i], results[i])) lease.Worker.Evaluations++;
            lease.Worker.Seen = clock.GetUtcNow();
            if (from + results.Count < requests.Count) return work.Renew(lease.Piece);
            lease.Worker.Costs.Add(requests, clock.GetElapsedTime(lease.Piece.Taken));
            End(lease);
            return true;
        }
    }

    /// <summary>Takes back what a lease has no results of.</summary>
    /// <param name="id">The lease.</param>
    /// <param name="reason">Why its worker cannot compute it, and is not to get more of the same work; null where it could.</param>
    /// <returns>The lease; null where it is over.</returns>
    public Lease? TakeBack(string id, string? reason)
    {
        lock (_lock)
        {
            if (!_leases.TryGetValue(id, out var lease)) return null;
            if (reason is not null) lease.Open.Refusals[lease.Worker.Name] = reason;
            End(lease);
            Signal();
            return lease;
        }
    }

    /// <summary>A batch that some open work names; null where none does.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<Batch?> FindBatchAsync(string fingerprint, CancellationToken cancellation)
    {
        List<OpenWork> open;
        lock (_lock) open = [.. _open];
        foreach (var work in open)
            if (await work.Batches.FindAsync(fingerprint, cancellation) is { } batch) return batch;
        return null;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Lease? TryTake(JoinedWorker worker)
    {
        var takers = LeasesOfWorker * (Present().Count() + 1);
        foreach (var open in _open.Where(open => !open.Refusals.ContainsKey(worker.Name)))
        {
            if (open.Work.Take(worker.Costs.Find(open.Work.Requests), takers, length) is not { } piece) continue;

            // Works take turns.
            _open.Remove(open);
            _open.Add(open);
            var lease = new Lease($"{_name}-{_count++}", open, piece, worker);
            _leases.Add(lease.Id, lease);
            return lease;
        }

        return null;
    }

    private void End(Lease lease)
    {
        lease.Open.Work.Return(lease.Piece);
        _leases.Remove(lease.Id);
    }

    private JoinedWorker Seen(string name, int threads)
    {
        var now = clock.GetUtcNow();
        if (!_workers.TryGetValue(name, out var worker))
        {
            foreach (var absent in _workers.Values.Except(Present()).ToList())
                _workers.Remove(absent.Name);
            if (_workers.Count >= MostWorkers) throw new UsageException($"{MostWorkers} workers are here already");
            _workers[name] = worker = new JoinedWorker(name, threads, now);
        }

        worker.Seen = now;
        return worker;
    }

    private IEnumerable<JoinedWorker> Present()
    {
        var now = clock.GetUtcNow();
        return _workers.Values.Where(worker => now - worker.Seen < Absence);
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }
}
