using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SwapScore.Data.Published;
using SwapScore.Server.Api;
using SwapScore.Server.Cluster;
using SwapScore.Server.Leases;
using SwapScore.Server.Requests;
using SwapScore.Server.Running;
using SwapScore.Server.Telemetry;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Hosting;

/// <summary>
/// A scoring service: jobs that outlive the process, an HTTP API (<c>/api/v1</c>, described at <c>/openapi/v1.json</c>) with server-sent events, and a
/// live page at <c>/</c>. Results are those of the same sessions run here without it.
/// </summary>
public sealed class ScoringServer : IAsyncDisposable
{
    private const long MostBytesOfBatches = 1L << 30;

    private readonly WebApplication _app;

    private ScoringServer(WebApplication app) => _app = app;

    /// <summary>Makes a service; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="workflows">The parts of the product it uses. Where it has a store of scores, jobs ask it first.</param>
    /// <param name="options">Where it listens and what it keeps.</param>
    /// <exception cref="UsageException">A setting is out of range.</exception>
    public static ScoringServer Create(WorkflowContext workflows, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        var board = new WorkBoard(workflows.Clock, options.Lease);
        workflows = Share(workflows, board, options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        if (options.LogsJson) builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
        else builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IHostLifetime, HostedByCaller>();
        builder.Services.AddRouting().AddProblemDetails().AddOpenApi("v1");
        builder.Services.ConfigureHttpJsonOptions(json => ServerJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.AddMetrics().AddSingleton<ServiceTelemetry>().AddSingleton<MeterReadings>();
        builder.Services.AddSingleton(options).AddSingleton(board);
        builder.Services.AddSingleton(new SentFiles(Path.Combine(options.Folder, "files"), options.FileBytes));
        builder.Services.AddSingleton(services => Counted(workflows, board, services.GetRequiredService<ServiceTelemetry>()));
        builder.Services.AddSingleton(services => new RequestContext(
            services.GetRequiredService<WorkflowContext>(), options.Threads, new DataFolder(workflows.DataFolder is { Length: > 0 } data ? data : DataFolder.StandardPath), services.GetRequiredService<SentFiles>()));
        builder.Services.AddSingleton(new HeldBatches(MostBytesOfBatches));
        builder.Services.AddSingleton(services => services.GetRequiredService<WorkflowContext>().OpenEvaluator(services.GetRequiredService<HeldBatches>(), options.Threads));
        if (options.Cluster is null) builder.Services.AddSingleton<IJobs, OwnJobs>();
        else ClusterHosting.Add(builder, options);
        builder.Services.AddSingleton<JobQueue>().AddHostedService(services => services.GetRequiredService<JobQueue>());
        return new ScoringServer(Map(builder.Build()));
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:5080</c>; known once it is started.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts to listen, and goes on with jobs that were not done when a service on the same folder ended.</summary>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="UnavailableException">The database of the cluster cannot be used.</exception>
    /// <exception cref="UsageException">The address cannot be listened on, or the folder cannot be written to.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (_app.Services.GetService<PostgresMembers>() is { } members) await members.PrepareAsync(cancellation);
        try
        {
            await _app.StartAsync(cancellation);
        }
        catch (IOException fault)
        {
            throw new UsageException($"cannot listen: {fault.Message}", "choose another port, or stop what uses it");
        }
    }

    /// <summary>Stops to listen; jobs at work are stopped after the evaluations in progress, and gone on with at the next start.</summary>
    /// <param name="cancellation">Stops without waiting for them.</param>
    public Task StopAsync(CancellationToken cancellation = default) => _app.StopAsync(cancellation);

    /// <summary>Stops, where that has not been done, and gives everything back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The same sessions, whose evaluations workers take part in.</summary>
    private static WorkflowContext Share(WorkflowContext workflows, WorkBoard board, ServerOptions options) => workflows with
    {
        CreateEvaluator = (batches, threads) => new SharingEvaluator(options.LeavesAllToWorkers ? null : workflows.CreateEvaluator(batches, threads), batches, board, workflows.Clock),
    };

    /// <summary>The parts of the product, with evaluations counted and traced.</summary>
    private static WorkflowContext Counted(WorkflowContext workflows, WorkBoard board, ServiceTelemetry telemetry)
    {
        telemetry.ObserveWorkers(() => (board.Workers.Count, board.Workers.Sum(one => one.Leases)));
        if (workflows.Scores is { } scores) telemetry.ObserveStore(() => (scores.Asked, scores.Answered));
        return workflows with { CreateEvaluator = (batches, threads) => new CountedEvaluator(workflows.CreateEvaluator(batches, threads), telemetry) };
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        const long MostBytesOfRequest = 16 << 20;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Math.Max(MostBytesOfRequest, options.FileBytes);
        kestrel.Listen(options.Listen);
    }

    private static WebApplication Map(WebApplication app)
    {
        // Counts from the start, not from the first look at the counts.
        app.Services.GetRequiredService<MeterReadings>();
        app.UseMiddleware<FaultAnswers>();
        app.UseStatusCodePages();
        app.UseMiddleware<AccessCheck>();
        app.UseRouting();
        app.MapOpenApi();
        JobEndpoints.Map(app);
        EvaluationEndpoints.Map(app);
        LeaseEndpoints.Map(app);
        CatalogEndpoints.Map(app);
        PageEndpoints.Map(app);
        return app;
    }
}
