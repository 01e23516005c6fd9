namespace SwapScore.Evaluation;

/// <summary>Pieces of work of one call, numbered from 0, which a <see cref="WorkerPool"/> begins in this order. The pool's lock guards its state.</summary>
/// <param name="kind">How the pieces share threads.</param>
/// <param name="count">How many there are.</param>
/// <param name="run">Does one: from its number and the threads it may use.</param>
internal sealed class WorkSet(WorkKind kind, int count, Action<int, int> run)
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private int _running;
    private bool _isStopped;

    public WorkKind Kind => kind;

    /// <summary>Pieces that wait.</summary>
    public int Waiting => _isStopped ? 0 : count - _next;

    /// <summary>Ends when no piece runs and none will be begun.</summary>
    public Task Finished => _finished.Task;

    /// <summary>The next piece, which runs from now on.</summary>
    public int Begin()
    {
        _running++;
        return _next++;
    }

    public void Run(int piece, int threads)
    {
        try
        {
            run(piece, threads);
        }
        catch (Exception fault)
        {
            _finished.TrySetException(fault);
        }
    }

    public void End()
    {
        _running--;
        Conclude();
    }

    /// <summary>Lets no further piece begin.</summary>
    public void Stop()
    {
        _isStopped = true;
        Conclude();
    }

    private void Conclude()
    {
        if (_running == 0 && Waiting == 0) _finished.TrySetResult();
    }
}
