using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using SwapScore.Server.Running;
using SwapScore.Store;
using SwapScore.Workflows.Composition;

namespace SwapScore.Server.Cluster;

/// <summary>Makes a service one of several that share their jobs: a silo of Orleans in its process, and a table of PostgreSQL where the servers find each other.</summary>
internal static class ClusterHosting
{
    // Threads that compute take the cores; a server that is slow to answer must not be taken for one that has ended.
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(5);
    private const int MissedProbes = 3;

    /// <summary>Adds what a server of a cluster needs.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="options">Its settings, with a cluster.</param>
    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        // Servers of another version share nothing with these: scores are promised per version.
        var name = $"swapscore-{WorkflowContext.Version}";
        var members = new PostgresMembers(NpgsqlDataSource.Create(PostgresAddress.ToConnectionString(options.Cluster!)), name);
        builder.Services.AddSingleton(members);
        builder.UseOrleans(silo =>
        {
            var place = options.Silo ?? FreePlace(options.Listen.Address);
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (name, "swapscore"));
            silo.Configure<ClusterMembershipOptions>(membership => (membership.ProbeTimeout, membership.NumMissedProbesLimit) = (Probe, MissedProbes));
            silo.ConfigureEndpoints(place.Address, place.Port, gatewayPort: 0);
            silo.Services.AddSingleton<IMembershipTable>(members);
        });

        // They log every attempt to reach a server that has ended, with its stack.
        builder.Logging.AddFilter("Orleans", LogLevel.Critical).AddFilter("Polly", LogLevel.None);
        builder.Services.AddSingleton<IJobs, ClusterJobs>().AddHostedService<OpenJobKeeper>();
    }

    /// <summary>A free port at the address the service listens on; where that is every address, at the first one of the machine that others reach.</summary>
    private static IPEndPoint FreePlace(IPAddress listen)
    {
        var address = listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any)
            ? Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork).FirstOrDefault(one => !IPAddress.IsLoopback(one)) ?? IPAddress.Loopback
            : listen;
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
