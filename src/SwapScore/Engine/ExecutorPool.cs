
namespace SwapScore.Engine;

/// <summary>Executors that are not in use, with the memory of the last plan each has run.</summary>
internal sealed class ExecutorPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Executor> _idle = [];
    private bool _isDisposed;

    /// <summary>An executor for the caller alone: one that holds the plan, where there is one.</summary>
    public Executor Rent(Plan plan)
    {
        lock (_lock)
        {
            var place = _idle.FindLastIndex(executor => executor.Holds(plan));
            if (place < 0) place = _idle.Count - 1;
            if (place < 0) return new Executor();
            var executor = _idle[place];
            _idle.RemoveAt(place);
            return executor;
        }
    }

    public void Return(Executor executor)
    {
        lock (_lock)
        {
            if (!_isDisposed) _idle.Add(executor);
            else executor.Dispose();
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
}
