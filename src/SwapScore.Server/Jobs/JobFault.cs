namespace SwapScore.Server.Jobs;

/// <summary>Why a job has no result.</summary>
/// <param name="Kind">The kind of fault, as a <see cref="FaultKind"/> in lower case, or <c>unexpected</c>.</param>
/// <param name="Message">What was found, where, and what was expected.</param>
/// <param name="Remedy">What to do; null where the message says it all.</param>
internal sealed record JobFault(string Kind, string Message, string? Remedy = null)
{
    /// <summary>What clients learn of an exception: of unexpected ones, only the type.</summary>
    public static JobFault From(Exception fault) => fault is SwapScoreException known
        ? new JobFault(known.Kind.ToString().ToLowerInvariant(), known.Message, known.Remedy?.Words)
        : new JobFault("unexpected", $"unexpected {fault.GetType().Name}; the log of the server says more");
}
