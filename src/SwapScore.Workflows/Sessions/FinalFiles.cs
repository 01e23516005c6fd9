namespace SwapScore.Workflows.Sessions;

/// <summary>Writes files at the end of the work. A file that cannot be written does not cost the result.</summary>
internal sealed class FinalFiles
{
    private readonly List<Exception> _faults = [];

    /// <summary>Why files could not be written; empty where all were.</summary>
    public IReadOnlyList<Exception> Faults => _faults;

    /// <summary>Writes one file.</summary>
    public void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _faults.Add(fault);
        }
    }
}
