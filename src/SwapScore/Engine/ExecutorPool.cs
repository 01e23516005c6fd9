namespace SwapScore.Engine;

/// <summary>Executors that are not in use, with the memory of the last plan each has run; and a bound of the memory of all.</summary>
/// <param name="mostBytes">
/// Most working memory of all executors together. Who rents one beyond it waits until others are returned; a plan that is larger runs alone. Default: no bound.
/// </param>
internal sealed class ExecutorPool(long mostBytes = long.MaxValue) : IDisposable
{
    private readonly object _lock = new();
    private readonly List<Executor> _idle = [];
    private readonly Dictionary<Executor, long> _rented = [];
    private bool _isDisposed;

    /// <summary>An executor for the caller alone: one that holds the plan, where there is one. Who holds one must return it before renting another.</summary>
    public Executor Rent(Plan plan)
    {
        lock (_lock)
        {
            while (_rented.Count > 0 && _rented.Values.Sum() + plan.WorkspaceBytes > mostBytes)
                Monitor.Wait(_lock);
            var place = _idle.FindLastIndex(executor => executor.Holds(plan));
            if (place < 0) place = _idle.Count - 1;
            var executor = place < 0 ? new Executor() : _idle[place];
            if (place >= 0) _idle.RemoveAt(place);
            _rented.Add(executor, Math.Max(executor.WorkspaceBytes, plan.WorkspaceBytes));
            Trim();
            return executor;
        }
    }

    public void Return(Executor executor)
    {
        lock (_lock)
        {
            _rented.Remove(executor);
            if (!_isDisposed) _idle.Add(executor);
            else executor.Dispose();
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Gives the memory of idle executors back.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _idle.ForEach(executor => executor.Dispose());
            _idle.Clear();
        }
    }

    public void Dispose()
    {
        Clear();
        lock (_lock) _isDisposed = true;
    }

    /// <summary>Gives idle memory back that those in use leave no room for.</summary>
    private void Trim()
    {
        var room = mostBytes - _rented.Values.Sum();
        for (var i = _idle.Count - 1; i >= 0; i--)
        {
            room -= _idle[i].WorkspaceBytes;
            if (room >= 0) continue;
            _idle[i].Dispose();
            _idle.RemoveAt(i);
        }
    }
}
