using Microsoft.Extensions.Hosting;

namespace SwapScore.Server.Hosting;

/// <summary>Leaves signals and the end of the process to the program that runs the service.</summary>
internal sealed class HostedByCaller : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
