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
    private static readonly TimeSpan MostBetweenEvents = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/v1/jobs").WithTags("jobs");
        jobs.MapPost("", Submit).Accepts<JobRequest>("application/json").WithSummary("Submit a job");
        jobs.MapGet("", List).WithSummary("List jobs, the newest first");
        jobs.MapGet("{id}", (string id, JobQueue queue) => queue.Find(id).Look().View).WithSummary("Look at a job");
        jobs.MapGet("{id}/events", Events).WithSummary("Watch a job: its state, progress and notes as server-sent events");
        jobs.MapPost("{id}/cancel", Cancel).WithSummary("Cancel a job; what is done is kept");
        jobs.MapPost("{id}/resume", Resume).WithSummary("Go on with a job that was canceled or has failed");
        jobs.MapGet("{id}/result", (string id, JobQueue queue) => Answer(queue.Find(id).Folder.Result, "application/json")).WithSummary("The result of a job");
        jobs.MapGet("{id}/report", (string id, JobQueue queue) => Answer(queue.Find(id).Folder.Report, "text/html; charset=utf-8")).WithSummary("The report of a job");
        jobs.MapGet("{id}/files", (string id, JobQueue queue) => FilesOf(queue.Find(id)).Select(Path.GetFileName)).WithSummary("Names of the files in the run folder of a job");
        jobs.MapGet("{id}/files/{name}", FileOf).WithSummary("A file of the run folder of a job");
    }

    private static async Task<IResult> Submit(HttpRequest request, JobQueue queue, CancellationToken gone)
    {
        // An element, not a node: nodes take a field that comes twice for a fault of the program.
        var body = await request.ReadFromJsonAsync<JsonElement>(gone);
        if (body.ValueKind != JsonValueKind.Object) throw new UsageException("this is no request for a job: it is no JSON object");
        var job = queue.Submit(JobRequest.Read(JsonObject.Create(body)!));
        return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", job.Look().View);
    }

    private static JobPage List(JobQueue queue, int limit = 50, string? before = null)
    {
        if (limit is < 1 or > MostListed) throw new UsageException($"the limit is 1 … {MostListed}, not {limit}");
        var all = queue.All;
        if (before is not null) all = all.SkipWhile(job => job.Id != before).Skip(1);
        var page = all.Take(limit + 1).ToList();
        return new JobPage([.. page.Take(limit).Select(job => job.Look().View)], page.Count > limit ? page[limit - 1].Id : null);
    }

    private static JobView Cancel(string id, JobQueue queue)
    {
        var job = queue.Find(id);
        job.Cancel();
        return job.Look().View;
    }

    private static JobView Resume(string id, JobQueue queue)
    {
        var job = queue.Find(id);
        queue.Resume(job);
        return job.Look().View;
    }

    private static ServerSentEventsResult<JobView> Events(string id, JobQueue queue, IHostApplicationLifetime service, CancellationToken gone) =>
        TypedResults.ServerSentEvents(WatchAsync(queue.Find(id), service.ApplicationStopping, gone), eventType: "job");

    /// <summary>
    /// Every event is the whole state, so a client that is slow or was away misses nothing: it gets the newest. A job at rest ends the events.
    /// </summary>
    private static async IAsyncEnumerable<JobView> WatchAsync(Job job, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (view, changed) = job.Look();
            yield return view;
            if (view.State is not (JobState.Waiting or JobState.Running)) yield break;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
            await Task.WhenAny(changed, Task.Delay(MostBetweenEvents, either.Token));
            await Task.WhenAny(Task.Delay(LeastBetweenEvents, either.Token));
            gone.ThrowIfCancellationRequested();
        }
    }

    private static IEnumerable<string> FilesOf(Job job) => Directory.Exists(job.Folder.Run)
        ? Directory.EnumerateFiles(job.Folder.Run).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Only names that are in the folder are served, so that none leads out of it.</summary>
    private static PhysicalFileHttpResult FileOf(string id, string name, JobQueue queue)
    {
        var path = FilesOf(queue.Find(id)).FirstOrDefault(path => Path.GetFileName(path) == name)
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
