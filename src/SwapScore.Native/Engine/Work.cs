namespace SwapScore.Native.Engine;

/// <summary>One call that takes long: it works on other threads, while the thread of the caller reports and asks whether to stop.</summary>
/// <param name="progress">The caller's function, or null: how much is done of how much, and the caller's state; other than 0 to stop.</param>
/// <param name="state">What the function is given.</param>
internal sealed unsafe class Work(delegate* unmanaged<int, int, void*, int> progress, void* state)
{
    private const int MillisecondsBetweenReports = 50;

    private readonly delegate* unmanaged<int, int, void*, int> _progress = progress;
    private readonly void* _state = state;

    /// <summary>Does the work.</summary>
    /// <param name="start">Starts it.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public T Run<T>(Func<IProgress<WorkProgress>, CancellationToken, Task<T>> start)
    {
        using var cancellation = new CancellationTokenSource();
        var latest = new Latest();
        var task = Task.Run(() => start(latest, cancellation.Token));
        while (Task.WaitAny([task], MillisecondsBetweenReports) < 0)
            if (IsToStop(latest.Value)) cancellation.Cancel();
        var result = task.GetAwaiter().GetResult();
        cancellation.Token.ThrowIfCancellationRequested();
        IsToStop(latest.Value);
        return result;
    }

    private bool IsToStop(WorkProgress latest) => _progress is not null && _progress(latest.Done, latest.Total, _state) != 0;

    private sealed class Latest : IProgress<WorkProgress>
    {
        private readonly Lock _turn = new();
        private WorkProgress _value;

        public WorkProgress Value
        {
            get
            {
                lock (_turn) return _value;
            }
        }

        public void Report(WorkProgress value)
        {
            lock (_turn) _value = value;
        }
    }
}
