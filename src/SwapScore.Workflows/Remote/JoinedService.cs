using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Remote;

/// <summary>A service that a worker works for: its leases, and whether it answers.</summary>
/// <param name="leases">Its leases; they are disposed of with this.</param>
/// <param name="options">How long it may not answer.</param>
/// <param name="clock">Times that.</param>
/// <param name="notes">Is told when it answers, and when it does not any more.</param>
internal sealed class JoinedService(LeaseClient leases, WorkerOptions options, TimeProvider clock, IProgress<Note>? notes) : IDisposable
{
    private readonly Lock _lock = new();
    private long _lastAnswer = clock.GetTimestamp();
    private bool? _answers;

    /// <summary>Its leases.</summary>
    public LeaseClient Leases => leases;

    /// <summary>Whether it answered when it was asked last.</summary>
    public bool IsAnswering
    {
        get { lock (_lock) return _answers == true; }
    }

    /// <summary>Notes that it answered.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            if (_answers != true) notes?.Report(new Note(_answers is null ? $"joined {leases.Address} with {options.Threads} threads" : $"{leases.Address} answers again"));
            (_answers, _lastAnswer) = (true, clock.GetTimestamp());
        }
    }

    /// <summary>Notes that it did not answer.</summary>
    /// <exception cref="UnavailableException">It has not answered for as long as one waits.</exception>
    public void Failed(Exception fault)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_lastAnswer) > options.Patience) throw new UnavailableException($"the service {leases.Address} does not answer: {fault.Message}", "start it again, then the worker", fault);
            if (_answers != false) notes?.Report(new Note($"{leases.Address} does not answer, trying again: {fault.Message}", IsWarning: true));
            _answers = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => leases.Dispose();
}
