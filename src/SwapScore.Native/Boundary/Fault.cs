namespace SwapScore.Native.Boundary;

/// <summary>Turns exceptions into codes and messages: none crosses the boundary.</summary>
internal static class Fault
{
    [ThreadStatic]
    private static string? LastMessage;

    /// <summary>The message of the last failure on this thread; empty where there was none.</summary>
    public static string Message => LastMessage ?? "";

    /// <summary>Keeps the message of a failure for this thread.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <returns>The code to return.</returns>
    public static int Report(Exception fault)
    {
        (var status, LastMessage) = fault switch
        {
            SwapScoreException known => (StatusOf(known.Kind), known.Hint is { } hint ? $"{known.Message}; {hint}" : known.Message),
            OperationCanceledException => (Status.Stopped, "stopped"),
            OutOfMemoryException => (Status.Memory, "not enough memory"),
            _ => (Status.Internal, $"a fault of the library: {fault.GetType().Name}: {fault.Message}"),
        };
        return (int)status;
    }

    private static Status StatusOf(FaultKind kind) => kind switch
    {
        FaultKind.Usage => Status.Usage,
        FaultKind.Input => Status.Input,
        FaultKind.Output => Status.Output,
        FaultKind.Unavailable => Status.Unavailable,
        FaultKind.Numeric => Status.Numeric,
        FaultKind.Search => Status.Search,
        _ => Status.Internal,
    };
}
