using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Studies;

namespace SwapScore.Service;

/// <summary>
/// A second front end over HTTP: ranks architectures at once, runs studies and searches as jobs that can be watched and stopped, and resumes
/// searches by name.
/// </summary>
public static class ServiceHost
{
    /// <summary>Makes the service.</summary>
    /// <param name="workflows">The parts of the product it uses.</param>
    /// <param name="runs">Folder of the searches, one folder per name.</param>
    /// <param name="address">Where it listens.</param>
    public static WebApplication Create(WorkflowContext workflows, string runs, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var jobs = new ConcurrentDictionary<string, Job>();
        app.Use(AnswerFaults);
        app.MapPost("/score", async (ScoreRequest request, CancellationToken gone) =>
            (await workflows.ScoreAsync(Options(request, workflows), cancellation: gone)).Document);
        app.MapPost("/studies", (StudyRequest request) => Begin(jobs, async (job, stop) =>
        {
            var outcome = await workflows.StudyAsync(Options(request), job, job, stop);
            return (outcome.Document, () => outcome.CreatePage(request.ToString()));
        }));
        app.MapPost("/searches", (SearchRequest request) => Begin(jobs, async (job, stop) =>
        {
            var outcome = await workflows.SearchAsync(Options(request, runs), job, job, stop);
            return (outcome.Document, () => outcome.CreatePage(request.ToString()));
        }));
        app.MapGet("/jobs/{id}", (string id) => jobs.TryGetValue(id, out var job) ? Results.Ok(job.Describe()) : Results.NotFound());
        app.MapGet("/jobs/{id}/report", (string id) =>
            jobs.TryGetValue(id, out var job) && job.Page() is { } page ? Results.Content(page, "text/html; charset=utf-8") : Results.NotFound());
        app.MapDelete("/jobs/{id}", async (string id) =>
        {
            if (!jobs.TryGetValue(id, out var job)) return Results.NotFound();
            await job.StopAsync();
            return Results.Ok(job.Describe());
        });
        return app;
    }

    private static IResult Begin(ConcurrentDictionary<string, Job> jobs, Func<Job, CancellationToken, Task<(JsonObject Document, Func<HtmlReport> Report)>> work)
    {
        var id = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        jobs[id] = Job.Start(work);
        return Results.Accepted($"/jobs/{id}", new { id });
    }

    /// <summary>A fault of the input becomes an answer with its message and remedy.</summary>
    private static async Task AnswerFaults(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (SwapScoreException fault)
        {
            context.Response.StatusCode = fault.Kind is FaultKind.Usage or FaultKind.Input ? 400 : 500;
            await context.Response.WriteAsJsonAsync(new { error = fault.Message, remedy = fault.Remedy?.Words });
        }
    }

    private static EvaluationOptions Evaluation(string[]? metrics, int repeats, long seed)
    {
        var options = new EvaluationOptions { Repeats = repeats, Seed = seed };
        return metrics is null ? options : options with { Metrics = [.. metrics] };
    }

    private static ScoringOptions Options(ScoreRequest request, WorkflowContext workflows)
    {
        var space = SearchSpaces.Find(request.Space, workflows.Spaces);
        return new ScoringOptions
        {
            Space = space,
            Task = SearchSpaces.FindTask(space, null),
            Entries = request.Architectures is { } texts ? NetworkEntry.FromTexts(space, texts) : NetworkEntry.Named(space),
            Evaluation = Evaluation(request.Metrics, request.Repeats, request.Seed),
        };
    }

    private static StudyOptions Options(StudyRequest request) => StudyOptions.Create(request.Space, request.Truth, request.Task) with
    {
        Evaluation = Evaluation(request.Metrics, request.Repeats, request.Seed),
        Limit = request.Limit,
    };

    private static SearchSessionOptions Options(SearchRequest request, string runs)
    {
        if (request.Name.Length == 0 || !request.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            throw new UsageException($"a search is named with letters, digits and hyphens, not '{request.Name}'");
        var options = SearchSessionOptions.Create(request.Space);
        return options with
        {
            Search = new SearchOptions { Evaluations = request.Evaluations, Seed = request.Seed },
            Evaluation = options.Evaluation with { Repeats = request.Repeats, Seed = request.Seed },
            Folder = Path.Combine(runs, request.Name),
            Start = request.Resume ? RunStart.Resume : RunStart.New,
        };
    }
}
