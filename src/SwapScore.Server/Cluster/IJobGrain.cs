using Orleans;
using Orleans.Concurrency;

namespace SwapScore.Server.Cluster;

/// <summary>The coordinator of a job: wherever in the cluster it is, every server reaches it by the name of the job.</summary>
internal interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Has the job run, or go on, where it is to.</summary>
    Task KeepAsync();

    /// <summary>A <see cref="Jobs.JobNews"/> as JSON, as soon as there is something that has not been seen.</summary>
    /// <param name="seen">Number of what was seen last; -1 for nothing.</param>
    /// <param name="patience">How long to wait for a change.</param>
    [AlwaysInterleave]
    Task<string> WatchAsync(long seen, TimeSpan patience);

    /// <summary>Cancels the job.</summary>
    Task CancelAsync();

    /// <summary>Goes on with a job that was canceled or has failed.</summary>
    Task ResumeAsync();
}
