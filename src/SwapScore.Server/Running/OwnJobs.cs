using SwapScore.Server.Jobs;
using SwapScore.Server.Requests;

namespace SwapScore.Server.Running;

/// <summary>The jobs of a service that is alone.</summary>
/// <param name="queue">Its jobs.</param>
internal sealed class OwnJobs(JobQueue queue) : IJobs
{
    public Task<JobView> SubmitAsync(JobRequest request) => Task.FromResult(queue.Submit(request).Look().View);

    public Task<IReadOnlyList<JobView>> ListAsync(int limit, string? before)
    {
        var all = queue.All;
        if (before is not null) all = all.SkipWhile(job => job.Id != before).Skip(1);
        return Task.FromResult<IReadOnlyList<JobView>>([.. all.Take(limit).Select(job => job.Look().View)]);
    }

    public Task<JobNews> WatchAsync(string id, long seen, TimeSpan patience, CancellationToken gone) => queue.Find(id).WatchAsync(seen, patience, gone);

    public Task<JobView> CancelAsync(string id)
    {
        var job = queue.Find(id);
        job.Cancel();
        return Task.FromResult(job.Look().View);
    }

    public Task<JobView> ResumeAsync(string id)
    {
        var job = queue.Find(id);
        queue.Resume(job);
        return Task.FromResult(job.Look().View);
    }

    public JobFolder FolderOf(string id) => queue.Find(id).Folder;
}
