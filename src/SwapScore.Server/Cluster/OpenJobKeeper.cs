using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SwapScore.Server.Jobs;
using SwapScore.Server.Running;

namespace SwapScore.Server.Cluster;

/// <summary>
/// Looks after the open jobs of the shared folder, every two seconds: each is asked for by name, and one whose server has ended goes on at another by that.
/// </summary>
/// <param name="queue">The jobs of this server.</param>
/// <param name="grains">Reaches the coordinators of jobs.</param>
/// <param name="log">Is told when a job cannot be reached.</param>
internal sealed partial class OpenJobKeeper(JobQueue queue, IGrainFactory grains, ILogger<OpenJobKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Jobs at rest, with the time of their record: they are read again only when it changes.
    private readonly Dictionary<string, DateTime> _atRest = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var folder in JobFolder.In(queue.Folder))
                    if (IsOpen(folder)) await KeepAsync(folder.Id, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private bool IsOpen(JobFolder folder)
    {
        var written = folder.Written;
        if (_atRest.TryGetValue(folder.Id, out var known) && known == written) return false;
        if (folder.Read() is not { } record || record.State is JobState.Waiting or JobState.Running) return true;
        _atRest[folder.Id] = written;
        return false;
    }

    private async Task KeepAsync(string id, CancellationToken stop)
    {
        try
        {
            await grains.GetGrain<IJobGrain>(id).KeepAsync().WaitAsync(stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A server has just ended, or starts; the next round finds another one.
            Unreachable(fault, id);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Job} is not reached")]
    private partial void Unreachable(Exception fault, string job);
}
