namespace SwapScore.Workflows.Sessions;

/// <summary>Passes progress on and remembers it.</summary>
internal sealed class ProgressCounter(IProgress<WorkProgress>? next) : IProgress<WorkProgress>
{
    /// <summary>How much is done.</summary>
    public int Done { get; private set; }

    public void Report(WorkProgress value)
    {
        Done = value.Done;
        next?.Report(value);
    }
}
