using System.Runtime.CompilerServices;
using SwapScore.Evaluation;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// Requests that several machines work on. Each takes as many as it can do in about two seconds, so that slow and fast ones both stay busy. What one did
/// not answer goes back; what one holds for too long is given to another as well, and the first answer counts. Safe for concurrent calls.
/// </summary>
/// <param name="requests">The requests.</param>
/// <param name="clock">Times the work; no result depends on it.</param>
public sealed class SharedWork(IReadOnlyList<EvaluationRequest> requests, TimeProvider clock)
{
    private const int MostOfOnePiece = 1_024;
    private const double PieceSeconds = 2;
    private const double LeastLeaseSeconds = 10;
    private const double LeaseFactor = 5;

    // How long nobody may answer before the work is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly EvaluationResult?[] _results = new EvaluationResult?[requests.Count];
    private readonly bool[] _isComplete = new bool[requests.Count];
    private readonly PriorityQueue<int, int> _waiting = new(Enumerable.Range(0, requests.Count).Select(i => (i, i)));
    private readonly List<WorkPiece> _taken = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _lastResult = clock.GetTimestamp();
    private int _done;

    /// <summary>The requests.</summary>
    public IReadOnlyList<EvaluationRequest> Requests => requests;

    /// <summary>Whether every request has its result.</summary>
    public bool IsDone
    {
        get { lock (_lock) return _done == requests.Count; }
    }

    /// <summary>Whether nobody is at work and no result has come for as long as one waits.</summary>
    public bool IsStalled
    {
        get { lock (_lock) return _taken.Count == 0 && clock.GetElapsedTime(_lastResult) > Patience; }
    }

    /// <summary>A task that ends with the next result, or when requests come back.</summary>
    public Task Changed
    {
        get { lock (_lock) return _changed.Task; }
    }

    /// <summary>Takes some requests, those that wait first, then those that another machine has held for too long; null where there are none now.</summary>
    /// <param name="secondsPerRequest">What one has taken this machine so far; null while that is not known.</param>
    /// <param name="takers">How many take pieces. With more than one, nobody takes all that waits: the others would have nothing to do. Default: 1.</param>
    /// <param name="lease">After how long others may take the requests, too; null, the default, for a time that suits the piece.</param>
    public WorkPiece? Take(double? secondsPerRequest, int takers = 1, TimeSpan? lease = null)
    {
        lock (_lock)
        {
            List<int> indexes = [];
            var size = secondsPerRequest is { } seconds ? (int)Math.Clamp(PieceSeconds / Math.Max(seconds, 1e-6), 1, MostOfOnePiece) : 1;
            size = Math.Min(size, 1 + (_waiting.Count - 1) / Math.Max(takers, 1));
            while (indexes.Count < size && _waiting.TryDequeue(out var index, out _))
                if (!_isComplete[index]) indexes.Add(index);
            if (indexes.Count == 0) indexes = Overdue();
            if (indexes.Count == 0) return null;
            lease ??= TimeSpan.FromSeconds(Math.Max(LeastLeaseSeconds, LeaseFactor * indexes.Count * (secondsPerRequest ?? 0)));
            var piece = new WorkPiece([.. indexes], [.. indexes.Select(i => requests[i])], clock.GetTimestamp(), lease.Value);
            _taken.Add(piece);
            return piece;
        }
    }

    /// <summary>Begins the time of a piece anew.</summary>
    /// <param name="piece">The piece.</param>
    /// <returns>False where others work on it already.</returns>
    public bool Renew(WorkPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        lock (_lock)
        {
            if (!_taken.Contains(piece)) return false;
            piece.Renewed = clock.GetTimestamp();
            return true;
        }
    }

    /// <summary>Takes a result; a second one of the same request changes nothing.</summary>
    /// <param name="index">The place of its request among all.</param>
    /// <param name="result">The result.</param>
    /// <returns>Whether it was the first one.</returns>
    public bool Complete(int index, EvaluationResult result)
    {
        lock (_lock)
        {
            if (_isComplete[index]) return false;
            (_results[index], _isComplete[index]) = (result, true);
            _lastResult = clock.GetTimestamp();
            _done++;
            Signal();
            return true;
        }
    }

    /// <summary>Gives a piece back; requests without a result wait again.</summary>
    /// <param name="piece">The piece.</param>
    public void Return(WorkPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        lock (_lock)
        {
            // What was overdue is another's already.
            if (!_taken.Remove(piece)) return;
            foreach (var index in piece.Indexes)
                if (!_isComplete[index]) _waiting.Enqueue(index, index);
            Signal();
        }
    }

    /// <summary>Results in the order of the requests, as they come. Each is handed over once, and not held after that.</summary>
    /// <param name="takers">Ends when nobody takes pieces any more; says why.</param>
    /// <param name="cancellation">Was it signalled where the takers ended, that is the reason.</param>
    public async IAsyncEnumerable<EvaluationResult> ReadAsync(Task<Exception?[]> takers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(takers);
        for (var i = 0; i < requests.Count; i++)
        {
            var (result, changed) = Look(i);
            while (result is null)
            {
                var hasEnded = await Task.WhenAny(changed, takers).ConfigureAwait(false) == takers;
                (result, changed) = Look(i);
                if (hasEnded && result is null) throw await EndAsync(takers, cancellation).ConfigureAwait(false);
            }

            yield return result;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why all takers ended before the work was done.</summary>
    private static async Task<Exception> EndAsync(Task<Exception?[]> takers, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var faults = await takers.ConfigureAwait(false);
        return faults.FirstOrDefault(fault => fault is not null and not UnavailableException) ?? faults.First(fault => fault is not null)!;
    }

    /// <summary>Hands a result over; null, and a task that ends with the next change, while there is none.</summary>
    private (EvaluationResult? Result, Task Changed) Look(int index)
    {
        lock (_lock)
        {
            var result = _results[index];
            _results[index] = null;
            return (result, _changed.Task);
        }
    }

    /// <summary>What is left of the piece that is most overdue; its holder may still answer first.</summary>
    private List<int> Overdue()
    {
        var overdue = _taken.Where(piece => clock.GetElapsedTime(piece.Renewed) > piece.Lease).MinBy(piece => piece.Renewed);
        if (overdue is null) return [];
        _taken.Remove(overdue);
        return [.. overdue.Indexes.Where(index => !_isComplete[index])];
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }
}
