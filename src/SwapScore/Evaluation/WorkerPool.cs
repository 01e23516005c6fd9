namespace SwapScore.Evaluation;

/// <summary>
/// Threads that all calls of an evaluator share: never more than its bound work at the same time, however many calls there are, and calls take turns. Threads
/// start when there is work and end when there has been none for a while.
/// </summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    // A search asks again within milliseconds; who asks later pays a few microseconds for new threads.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly List<WorkSet> _sets = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _rest;
    private int _free;
    private int _workers;
    private int _idle;
    private bool _isSerialBusy;
    private bool _isClosed;

    /// <param name="threads">The bound, at least 1.</param>
    /// <param name="rest">Called when a thread ends, to give memory back that is kept between calls.</param>
    public WorkerPool(int threads, Action rest) => (Threads, _free, _rest) = (threads, threads, rest);

    /// <summary>The bound.</summary>
    public int Threads { get; }

    /// <summary>The most threads that ever worked at the same time, those inside a piece counted.</summary>
    public int MostBusy { get; private set; }

    /// <summary>Threads started so far.</summary>
    public int Started { get; private set; }

    /// <summary>Queues pieces of work; several sets of one call are queued together.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public void Start(params IEnumerable<WorkSet> sets)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(IEvaluator));
            foreach (var set in sets)
                if (set.Waiting > 0) _sets.Add(set);
                else set.Stop();
            var wanted = Math.Min(Threads, _workers - _idle + _sets.Sum(set => set.Kind == WorkKind.Shared ? set.Waiting : 1));
            for (; _workers < wanted; _workers++, Started++)
                new Thread(Work) { IsBackground = true, Name = "SwapScore worker" }.UnsafeStart();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets no further piece of a set begin; those that run go on.</summary>
    public void Stop(WorkSet set)
    {
        lock (_gate)
        {
            set.Stop();
            _sets.Remove(set);
        }
    }

    /// <summary>Drops what waits, and ends when the threads have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var set in _sets) set.Stop();
            _sets.Clear();
            if (_workers == 0) _closed.TrySetResult();
            Monitor.PulseAll(_gate);
        }

        await _closed.Task.ConfigureAwait(false);
    }

    private void Work()
    {
        while (Take() is { } work)
        {
            work.Set.Run(work.Piece, work.Share);
            lock (_gate)
            {
                _free += work.Share;
                if (work.Set.Kind == WorkKind.Serial) _isSerialBusy = false;
                work.Set.End();
                Monitor.PulseAll(_gate);
            }
        }

        _rest();
    }

    /// <summary>Waits for a piece and the threads it needs; null when the thread is to end.</summary>
    private (WorkSet Set, int Piece, int Share)? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (Choose() is { } set)
                {
                    var share = ShareOf(set.Kind);
                    _free -= share;
                    MostBusy = Math.Max(MostBusy, Threads - _free);
                    if (set.Kind == WorkKind.Serial) _isSerialBusy = true;
                    var piece = set.Begin();

                    // Calls take turns: the set goes to the end.
                    _sets.Remove(set);
                    if (set.Waiting > 0) _sets.Add(set);
                    return (set, piece, share);
                }

                _idle++;
                var isWoken = _isClosed || Monitor.Wait(_gate, Patience);
                _idle--;
                if (!_isClosed && (isWoken || _sets.Count > 0)) continue;
                if (--_workers == 0 && _isClosed) _closed.TrySetResult();
                return null;
            }
        }
    }

    private WorkSet? Choose() => _sets.FirstOrDefault(set => set.Kind switch
    {
        WorkKind.Whole => _free == Threads,
        WorkKind.Serial => _free > 0 && !_isSerialBusy,
        _ => _free > 0,
    });

    /// <summary>Where fewer pieces wait than threads are free, each gets its part of the threads.</summary>
    private int ShareOf(WorkKind kind) => kind switch
    {
        WorkKind.Whole => Threads,
        WorkKind.Serial => 1,
        _ => Math.Max(1, _free / _sets.Sum(set => set.Kind == WorkKind.Shared ? set.Waiting : 1)),
    };
}
