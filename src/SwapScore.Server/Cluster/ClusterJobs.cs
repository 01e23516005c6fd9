using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using SwapScore.Server.Jobs;
using SwapScore.Server.Requests;
using SwapScore.Server.Running;
using SwapScore.Workflows.Composition;

namespace SwapScore.Server.Cluster;

/// <summary>The jobs of all servers of a cluster. What is kept of them lies in a folder that the servers share; who runs a job is asked where it stands.</summary>
/// <param name="queue">The jobs of this server.</param>
/// <param name="grains">Reaches the coordinators of jobs.</param>
/// <param name="workflows">The parts of the product.</param>
internal sealed class ClusterJobs(JobQueue queue, IGrainFactory grains, WorkflowContext workflows) : IJobs
{
    // Longer than it takes to see that a server has ended.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(.5);

    public async Task<JobView> SubmitAsync(JobRequest request)
    {
        var id = queue.Keep(request).Id;
        return await AskAsync(id, async job =>
        {
            await job.KeepAsync();
            return await LookAsync(job);
        });
    }

    public async Task<IReadOnlyList<JobView>> ListAsync(int limit, string? before)
    {
        var folders = JobFolder.In(queue.Folder).Reverse();
        if (before is not null) folders = folders.SkipWhile(folder => folder.Id != before).Skip(1);
        List<JobView> views = [];
        foreach (var folder in folders)
        {
            if (views.Count == limit) break;
            if (folder.Read() is { } record) views.Add(await ViewAsync(folder, record));
        }

        return views;
    }

    public async Task<JobNews> WatchAsync(string id, long seen, TimeSpan patience, CancellationToken gone)
    {
        FolderOf(id);
        return await AskAsync(id, async job => Read(await job.WatchAsync(seen, patience).WaitAsync(gone)));
    }

    public async Task<JobView> CancelAsync(string id)
    {
        FolderOf(id);
        return await AskAsync(id, async job =>
        {
            await job.CancelAsync();
            return await LookAsync(job);
        });
    }

    public async Task<JobView> ResumeAsync(string id)
    {
        FolderOf(id);
        return await AskAsync(id, async job =>
        {
            await job.ResumeAsync();
            return await LookAsync(job);
        });
    }

    public JobFolder FolderOf(string id) => JobFolder.Find(queue.Folder, id) ?? throw new UnknownJobException(id);

    private static JobNews Read(string news) => JsonSerializer.Deserialize<JobNews>(news, ServerJson.Options)!;

    private static async Task<JobView> LookAsync(IJobGrain job) => Read(await job.WatchAsync(-1, TimeSpan.Zero)).View;

    /// <summary>What a list shows of a job. It does not wait for a server that has just ended: what was kept is shown then.</summary>
    private async Task<JobView> ViewAsync(JobFolder folder, JobRecord record)
    {
        var kept = new Job(folder, record, workflows.Clock).Look().View;
        if (record.State is not (JobState.Waiting or JobState.Running)) return kept;
        try
        {
            return await LookAsync(grains.GetGrain<IJobGrain>(folder.Id));
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            return kept;
        }
    }

    /// <summary>Asks the coordinator of a job, again where its server has just ended: another one takes the job over.</summary>
    private async Task<T> AskAsync<T>(string id, Func<IJobGrain, Task<T>> ask)
    {
        var began = workflows.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(grains.GetGrain<IJobGrain>(id));
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException)
            {
                if (workflows.Clock.GetElapsedTime(began) > Patience) throw new UnavailableException($"the server that runs {id} does not answer", "try again in a minute", fault);
                await Task.Delay(Pause, workflows.Clock);
            }
        }
    }
}
