using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SwapScore.Metrics;
using SwapScore.Server.Requests;
using SwapScore.Server.Telemetry;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Studies;

namespace SwapScore.Server.Api;

/// <summary>What can be asked for: spaces, metrics, studies; and files that clients send.</summary>
internal static class CatalogEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("catalog");
        api.MapGet("spaces", Spaces).WithSummary("The search spaces");
        api.MapGet("metrics", Metrics).WithSummary("The metrics");
        api.MapPost("files", (HttpRequest request, SentFiles files, CancellationToken gone) => files.KeepAsync(request.Body, gone))
            .Accepts<Stream>("application/octet-stream", "*/*").WithSummary("Send a file, such as a table of trained networks; the answer has its name");
        app.MapGet("/metrics", (MeterReadings readings) => TypedResults.Text(PrometheusText.Write(readings.Read()), PrometheusText.ContentType))
            .WithTags("health").WithSummary("What the service counts, for Prometheus");
        app.MapGet("/healthz", () => new Health("ok", WorkflowContext.Version)).WithTags("health").WithSummary("Whether the service is up");
    }

    private static IEnumerable<SpaceView> Spaces(RequestContext context) => context.Workflows.Spaces.Select(space =>
    {
        var study = StudyKind.All.FirstOrDefault(kind => kind.Space == space.Name);
        return new SpaceView(
            space.Name, [.. space.Tasks.Select(task => task.Name)], [.. space.Named.Select(named => named.Name)], study is not null, study?.FindTable(context.Data) is not null);
    });

    private static IEnumerable<MetricView> Metrics() => MetricCatalog.Standard.Descriptions.Select(metric => new MetricView(metric.Name, metric.Summary));
}
