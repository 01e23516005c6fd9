using SwapScore.Evaluation;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// Requests that several services work on. Each takes as many as it can do in about two seconds, so that slow and fast ones both stay busy. What a service
/// did not answer goes back; what one holds for too long is given to another as well, and the first answer counts. Safe for concurrent calls.
/// </summary>
/// <param name="requests">The requests.</param>
/// <param name="clock">Times the work; no result depends on it.</param>
internal sealed class SharedWork(IReadOnlyList<EvaluationRequest> requests, TimeProvider clock)
{
    private const int MostOfOnePiece = 1_024;
    private const double PieceSeconds = 2;
    private const double LeastLeaseSeconds = 10;
    private const double LeaseFactor = 5;

    // How long no service may answer before the work is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly EvaluationResult?[] _results = new EvaluationResult?[requests.Count];
    private readonly PriorityQueue<int, int> _waiting = new(Enumerable.Range(0, requests.Count).Select(i => (i, i)));
    private readonly List<WorkPiece> _taken = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _lastResult = clock.GetTimestamp();
    private int _done;

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

    /// <summary>The result of a request; null while there is none.</summary>
    public EvaluationResult? Result(int index)
    {
        lock (_lock) return _results[index];
    }

    /// <summary>Takes some requests, those that wait first, then those that another service has held for too long; null where there are none now.</summary>
    /// <param name="secondsPerRequest">What one has taken this service so far; null while that is not known.</param>
    public WorkPiece? Take(double? secondsPerRequest)
    {
        lock (_lock)
        {
            List<int> indexes = [];
            var size = secondsPerRequest is { } seconds ? (int)Math.Clamp(PieceSeconds / Math.Max(seconds, 1e-6), 1, MostOfOnePiece) : 1;
            while (indexes.Count < size && _waiting.TryDequeue(out var index, out _))
                if (_results[index] is null) indexes.Add(index);
            if (indexes.Count == 0) indexes = Overdue();
            if (indexes.Count == 0) return null;
            var lease = Math.Max(LeastLeaseSeconds, LeaseFactor * indexes.Count * (secondsPerRequest ?? 0));
            var piece = new WorkPiece([.. indexes], [.. indexes.Select(i => requests[i])], clock.GetTimestamp(), lease);
            _taken.Add(piece);
            return piece;
        }
    }

    /// <summary>Takes a result; a second one of the same request changes nothing.</summary>
    public void Complete(int index, EvaluationResult result)
    {
        lock (_lock)
        {
            if (_results[index] is not null) return;
            _results[index] = result;
            _lastResult = clock.GetTimestamp();
            _done++;
            Signal();
        }
    }

    /// <summary>Gives a piece back; requests without a result wait again.</summary>
    public void Return(WorkPiece piece)
    {
        lock (_lock)
        {
            // What was overdue is another's already.
            if (!_taken.Remove(piece)) return;
            foreach (var index in piece.Indexes)
                if (_results[index] is null) _waiting.Enqueue(index, index);
            Signal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is left of the piece that is most overdue; its holder may still answer first.</summary>
    private List<int> Overdue()
    {
        var overdue = _taken.Where(piece => clock.GetElapsedTime(piece.Taken).TotalSeconds > piece.LeaseSeconds).MinBy(piece => piece.Taken);
        if (overdue is null) return [];
        _taken.Remove(overdue);
        return [.. overdue.Indexes.Where(index => _results[index] is null)];
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }
}
