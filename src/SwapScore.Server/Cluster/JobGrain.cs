using System.Text.Json;
using Orleans;
using Orleans.Placement;
using SwapScore.Server.Jobs;
using SwapScore.Server.Running;

namespace SwapScore.Server.Cluster;

/// <summary>The job of its key, among the jobs of the server it is on.</summary>
/// <param name="queue">The jobs of this server.</param>
[ActivationCountBasedPlacement]
internal sealed class JobGrain(JobQueue queue) : Grain, IJobGrain
{
    // Longer than servers take to look after open jobs again.
    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(10);

    private Job _job = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _job = queue.Adopt(this.GetPrimaryKeyString());
        return base.OnActivateAsync(cancellationToken);
    }

    public Task KeepAsync()
    {
        if (_job.Record.State is JobState.Waiting or JobState.Running) DelayDeactivation(Stay);
        return Task.CompletedTask;
    }

    public async Task<string> WatchAsync(long seen, TimeSpan patience) =>
        JsonSerializer.Serialize(await _job.WatchAsync(seen, patience, CancellationToken.None), ServerJson.Options);

    public Task CancelAsync()
    {
        _job.Cancel();
        return Task.CompletedTask;
    }

    public Task ResumeAsync()
    {
        queue.Resume(_job);
        return KeepAsync();
    }
}
