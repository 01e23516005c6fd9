namespace SwapScore.Workflows.Sessions;

/// <summary>A session was cancelled before it had a result.</summary>
/// <param name="done">How much was done.</param>
/// <param name="total">How much there is.</param>
/// <param name="unit">What is counted, for example <c>architectures</c>.</param>
/// <param name="isKept">Whether what was done is kept, so that the session can be resumed.</param>
/// <param name="folder">Where it is kept, if that is one folder; null otherwise.</param>
/// <param name="token">The token that asked for it.</param>
public sealed class WorkInterruptedException(int done, int total, string unit, bool isKept, string? folder, CancellationToken token)
    : OperationCanceledException($"interrupted after {done} of {total} {unit}", token)
{
    /// <summary>How much was done.</summary>
    public int Done => done;

    /// <summary>How much there is.</summary>
    public int Total => total;

    /// <summary>What is counted.</summary>
    public string Unit => unit;

    /// <summary>Whether what was done is kept, so that the same options with <see cref="Storage.RunStart.Resume"/> continue it.</summary>
    public bool IsKept => isKept;

    /// <summary>Where it is kept, if that is one folder; null otherwise.</summary>
    public string? Folder => folder;
}
