using SwapScore.Workflows.Sessions;

namespace SwapScore.Server.Jobs;

/// <summary>A job as the service has it in memory: where it stands, how far it is, and what waits for news of it.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="record">What was kept of it last.</param>
/// <param name="clock">Times its progress; no result depends on it.</param>
internal sealed class Job(JobFolder folder, JobRecord record, TimeProvider clock) : IProgress<WorkProgress>, IProgress<Note>
{
    private const int MostNotes = 200;

    private readonly Lock _lock = new();
    private readonly List<Note> _notes = [];
    private JobRecord _record = record;
    private WorkProgress _progress;
    private (long Time, int Done)? _firstProgress;
    private TaskCompletionSource _changed = NewSignal();
    private CancellationTokenSource? _stop;
    private long _number;

    /// <summary>Its name.</summary>
    public string Id => folder.Id;

    /// <summary>Where it is kept.</summary>
    public JobFolder Folder => folder;

    /// <summary>What is kept of it.</summary>
    public JobRecord Record
    {
        get { lock (_lock) return _record; }
    }

    /// <summary>What clients see of it now, and a task that ends with the next change.</summary>
    public (JobView View, Task Changed) Look()
    {
        lock (_lock) return (View(), _changed.Task);
    }

    /// <summary>The job, as soon as there is something that has not been seen.</summary>
    /// <param name="seen">Number of what was seen last; -1 for nothing.</param>
    /// <param name="patience">How long to wait for a change.</param>
    /// <param name="gone">Ends the waiting.</param>
    public async Task<JobNews> WatchAsync(long seen, TimeSpan patience, CancellationToken gone)
    {
        Task changed;
        lock (_lock)
        {
            if (_number != seen) return new JobNews(View(), _number);
            changed = _changed.Task;
        }

        await Task.WhenAny(changed, Task.Delay(patience, clock, gone));
        lock (_lock) return new JobNews(View(), _number);
    }

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            _progress = value;
            _firstProgress ??= (clock.GetTimestamp(), value.Done);
            Signal();
        }
    }

    public void Report(Note value)
    {
        lock (_lock)
        {
            if (_notes.Count < MostNotes) _notes.Add(value);
            Signal();
        }
    }

    /// <summary>Puts the job among those that wait, unless it is at work or waits already.</summary>
    /// <returns>Whether it was put there.</returns>
    public bool Wait()
    {
        lock (_lock)
        {
            if (_record.State is JobState.Waiting or JobState.Running) return false;
            Keep(_record with { State = JobState.Waiting, Ended = null, Fault = null });
            return true;
        }
    }

    /// <summary>Takes over what another server has kept of it meanwhile.</summary>
    public void Take(JobRecord record)
    {
        lock (_lock)
        {
            _record = record;
            Signal();
        }
    }

    /// <summary>Begins, unless the job was canceled while it waited.</summary>
    /// <param name="shutdown">Stops it with the service.</param>
    /// <returns>Its own token; null where it was canceled.</returns>
    public CancellationToken? Begin(CancellationToken shutdown)
    {
        lock (_lock)
        {
            if (_record.State != JobState.Waiting) return null;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
            (_firstProgress, _progress) = (null, default);
            _notes.Clear();
            Keep(_record with { State = JobState.Running, Started = clock.GetUtcNow() });
            return _stop.Token;
        }
    }

    /// <summary>Notes how it ended, or that it is to be gone on with.</summary>
    public void End(JobState state, JobFault? fault = null)
    {
        lock (_lock)
        {
            Keep(_record with { State = state, Ended = state == JobState.Waiting ? null : clock.GetUtcNow(), Fault = fault });
            _stop?.Dispose();
            _stop = null;
        }
    }

    /// <summary>Cancels the job, whether it waits or is at work.</summary>
    /// <returns>Whether there was something to cancel.</returns>
    public bool Cancel()
    {
        CancellationTokenSource? stop;
        lock (_lock)
        {
            if (_record.State is not (JobState.Waiting or JobState.Running)) return false;
            stop = _stop;
            if (stop is null) Keep(_record with { State = JobState.Canceled, Ended = clock.GetUtcNow() });
        }

        stop?.Cancel();
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes a new state. Where it cannot be kept, as on a full disk, the job goes on, and says so.</summary>
    private void Keep(JobRecord record)
    {
        try
        {
            folder.Write(record);
        }
        catch (SwapScoreException fault)
        {
            _notes.Add(new Note($"{fault.Message}; a service that starts again will not know", IsWarning: true));
        }

        _record = record;
        Signal();
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        _number++;
        changed.SetResult();
    }

    private JobView View() => new(_record.Id, _record.State, _record.Submitted, _record.Request)
    {
        Started = _record.Started,
        Ended = _record.Ended,
        Done = _progress.Done,
        Total = _progress.Total,
        Doing = _progress.Note,
        SecondsLeft = SecondsLeft(),
        Notes = [.. _notes],
        Fault = _record.Fault,
    };

    private double? SecondsLeft() =>
        _record.State == JobState.Running && _firstProgress is { } first && _progress.Done > first.Done
            ? clock.GetElapsedTime(first.Time).TotalSeconds / (_progress.Done - first.Done) * (_progress.Total - _progress.Done)
            : null;
}
