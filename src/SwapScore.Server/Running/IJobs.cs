using SwapScore.Server.Jobs;
using SwapScore.Server.Requests;

namespace SwapScore.Server.Running;

/// <summary>All jobs that clients of a service see, wherever they run.</summary>
internal interface IJobs
{
    /// <summary>Takes a job: checks what it asks for, keeps it, and has it run when it is its turn.</summary>
    /// <exception cref="SwapScoreException">It cannot be done.</exception>
    /// <exception cref="TooManyJobsException">Too many jobs wait.</exception>
    Task<JobView> SubmitAsync(JobRequest request);

    /// <summary>Some jobs, the newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">The job after which the list begins; null for the newest.</param>
    Task<IReadOnlyList<JobView>> ListAsync(int limit, string? before);

    /// <summary>A job, as soon as there is something that has not been seen.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="seen">Number of what was seen last; -1 for nothing.</param>
    /// <param name="patience">How long to wait for a change.</param>
    /// <param name="gone">Ends the waiting.</param>
    /// <exception cref="UnknownJobException">There is none.</exception>
    Task<JobNews> WatchAsync(string id, long seen, TimeSpan patience, CancellationToken gone);

    /// <summary>Cancels a job; what is done is kept.</summary>
    /// <exception cref="UnknownJobException">There is none.</exception>
    Task<JobView> CancelAsync(string id);

    /// <summary>Goes on with a job that was canceled or has failed.</summary>
    /// <exception cref="UnknownJobException">There is none.</exception>
    Task<JobView> ResumeAsync(string id);

    /// <summary>What is kept of a job.</summary>
    /// <exception cref="UnknownJobException">There is none.</exception>
    JobFolder FolderOf(string id);
}
