using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using SwapScore.Server.Jobs;
using SwapScore.Server.Requests;
using SwapScore.Server.Running;

namespace SwapScore.Server.Api;

/// <summary><c>/api/v1/jobs</c>: jobs submitted, listed, watched, canceled and resumed, and what they found.</summary>
internal static class JobEndpoints
{
    private const int MostListed = 200;
    private static readonly TimeSpan LeastBetweenEvents = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MostBetweenEvents = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/v1/jobs").WithTags("jobs");
        jobs.MapPost("", Submit).Accepts<JobRequest>("application/json").WithSummary("Submit a job");
        jobs.MapGet("", List).WithSummary("List jobs, the newest first");
        jobs.MapGet("{id}", async (string id, IJobs all) => (await all.WatchAsync(id, -1, TimeSpan.Zero, CancellationToken.None)).View).WithSummary("Look at a job");
        jobs.MapGet("{id}/events", Events).WithSummary("Watch a job: its state, progress and notes as server-sent events");
        jobs.MapPost("{id}/cancel", (string id, IJobs all) => all.CancelAsync(id)).WithSummary("Cancel a job; what is done is kept");
        jobs.MapPost("{id}/resume", (string id, IJobs all) => all.ResumeAsync(id)).WithSummary("Go on with a job that was canceled or has failed");
        jobs.MapGet("{id}/result", (string id, IJobs all) => Answer(all.FolderOf(id).Result, "application/json")).WithSummary("The result of a job");
        jobs.MapGet("{id}/report", (string id, IJobs all) => Answer(all.FolderOf(id).Report, "text/html; charset=utf-8")).WithSummary("The report of a job");
        jobs.MapGet("{id}/files", (string id, IJobs all) => FilesOf(all.FolderOf(id)).Select(Path.GetFileName)).WithSummary("Names of the files in the run folder of a job");
        jobs.MapGet("{id}/files/{name}", FileOf).WithSummary("A file of the run folder of a job");
    }

    private static async Task<IResult> Submit(HttpRequest request, IJobs all, CancellationToken gone)
    {
        // An element, not a node: nodes take a field that comes twice for a fault of the program.
        var body = await request.ReadFromJsonAsync<JsonElement>(gone);
        if (body.ValueKind != JsonValueKind.Object) throw new UsageException("this is no request for a job: it is no JSON object");
        var job = await all.SubmitAsync(JobRequest.Read(JsonObject.Create(body)!));
        return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", job);
    }

    private static async Task<JobPage> List(IJobs all, int limit = 50, string? before = null)
    {
        if (limit is < 1 or > MostListed) throw new UsageException($"the limit is 1 … {MostListed}, not {limit}");
        var page = await all.ListAsync(limit + 1, before);
        return new JobPage([.. page.Take(limit)], page.Count > limit ? page[limit - 1].Id : null);
    }

    private static ServerSentEventsResult<JobView> Events(string id, IJobs all, IHostApplicationLifetime service, CancellationToken gone)
    {
        all.FolderOf(id);
        return TypedResults.ServerSentEvents(WatchAsync(id, all, service.ApplicationStopping, gone), eventType: "job");
    }

    /// <summary>
    /// Every event is the whole state, so a client that is slow or was away misses nothing: it gets the newest. A job at rest ends the events.
    /// </summary>
    private static async IAsyncEnumerable<JobView> WatchAsync(string id, IJobs all, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        for (var seen = -1L; !stopping.IsCancellationRequested;)
        {
            var (view, number) = await all.WatchAsync(id, seen, MostBetweenEvents, either.Token);
            yield return view;
            if (view.State is not (JobState.Waiting or JobState.Running)) yield break;
            seen = number;
            await Task.WhenAny(Task.Delay(LeastBetweenEvents, either.Token));
            gone.ThrowIfCancellationRequested();
        }
    }

    private static IEnumerable<string> FilesOf(JobFolder job) => Directory.Exists(job.Run)
        ? Directory.EnumerateFiles(job.Run).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Only names that are in the folder are served, so that none leads out of it.</summary>
    private static PhysicalFileHttpResult FileOf(string id, string name, IJobs all)
    {
        var path = FilesOf(all.FolderOf(id)).FirstOrDefault(path => Path.GetFileName(path) == name)
            ?? throw new UsageException($"{PrintableText.Escape(id)} has no file {PrintableText.Escape(name)}", $"GET /api/v1/jobs/{PrintableText.Escape(id)}/files lists them");
        return Answer(path, ContentType(name));
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".json" => "application/json",
        ".html" => "text/html; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".csv" => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    /// <summary>A file with an entity tag, so that a client that has it already is told so.</summary>
    private static PhysicalFileHttpResult Answer(string path, string contentType)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new UsageException("the job has no result yet", "wait until its state is done");
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"");
        return TypedResults.PhysicalFile(file.FullName, contentType, lastModified: file.LastWriteTimeUtc, entityTag: tag);
    }
}
