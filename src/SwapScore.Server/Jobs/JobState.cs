namespace SwapScore.Server.Jobs;

/// <summary>Where a job is.</summary>
internal enum JobState
{
    /// <summary>Not begun, or to be gone on with; runs when others are done.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Done,

    /// <summary>Ended without a result, for a reason.</summary>
    Failed,

    /// <summary>Stopped by a client; what was done is kept, and it can be resumed.</summary>
    Canceled,
}
