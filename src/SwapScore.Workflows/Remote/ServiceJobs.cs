using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Remote;

/// <summary>The jobs of a scoring service: submitted, listed, watched, canceled and resumed, and what they found.</summary>
public sealed class ServiceJobs : IDisposable
{
    private const string Jobs = "/api/v1/jobs";
    private const int MostOfOnePage = 200;

    // The service sends an event at least every 15 seconds; three times that is a connection that has died.
    private static readonly TimeSpan MostBetweenEvents = TimeSpan.FromSeconds(45);

    // How long a service that was reached once may be away, for instance to be started again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ServiceConnection _service;
    private readonly TimeProvider _clock;

    /// <param name="service">The way to the service; it is disposed of with this.</param>
    /// <param name="clock">Times attempts; no result depends on it.</param>
    internal ServiceJobs(ServiceConnection service, TimeProvider clock) => (_service, _clock) = (service, clock);

    /// <summary>Submits a job.</summary>
    /// <param name="request">What is asked for, as a JSON object with a <c>kind</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">The service refuses.</exception>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public async Task<ServiceJob> SubmitAsync(string request, CancellationToken cancellation = default)
    {
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        return new ServiceJob(Parse(await AskAsync(HttpMethod.Post, "", content, cancellation).ConfigureAwait(false)));
    }

    /// <summary>Jobs, the newest first.</summary>
    /// <param name="most">Most of them that are listed, at least 1.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public async Task<Outcome> ListAsync(int most, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var jobs = new List<ServiceJob>();
        for (string? next = null; ;)
        {
            var limit = Math.Min(most - jobs.Count, MostOfOnePage);
            var page = Parse(await AskAsync(HttpMethod.Get, $"?limit={limit}{(next is null ? "" : $"&before={Uri.EscapeDataString(next)}")}", null, cancellation).ConfigureAwait(false));
            jobs.AddRange((page["jobs"] as JsonArray ?? []).OfType<JsonObject>().Select(view => new ServiceJob(view)));
            next = ServiceJob.Text(page, "next");
            if (next is null || jobs.Count >= most) return JobListings.All(jobs);
        }
    }

    /// <summary>A job as it stands.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">There is no such job.</exception>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public Task<ServiceJob> FindAsync(string id, CancellationToken cancellation = default) => OfJobAsync(HttpMethod.Get, id, "", cancellation);

    /// <summary>Cancels a job; what is done is kept. One that is at rest stays as it is.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">There is no such job.</exception>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public Task<ServiceJob> CancelAsync(string id, CancellationToken cancellation = default) => OfJobAsync(HttpMethod.Post, id, "/cancel", cancellation);

    /// <summary>Goes on with a job that was canceled or has failed. Another one stays as it is.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">There is no such job.</exception>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public Task<ServiceJob> ResumeAsync(string id, CancellationToken cancellation = default) => OfJobAsync(HttpMethod.Post, id, "/resume", cancellation);

    /// <summary>The JSON document that a job has found, as the command prints it.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">There is no such job, or it is not done.</exception>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public Task<string> ResultAsync(string id, CancellationToken cancellation = default) => AskAsync(HttpMethod.Get, Path(id, "/result"), null, cancellation);

    /// <summary>The HTML report of a job that is done.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">There is no such job, or it is not done.</exception>
    /// <exception cref="UnavailableException">The service does not answer.</exception>
    public Task<string> ReportAsync(string id, CancellationToken cancellation = default) => AskAsync(HttpMethod.Get, Path(id, "/report"), null, cancellation);

    /// <summary>Watches a job until it is at rest. Where the service goes away meanwhile, it is asked again until it is back.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="notes">Receives what it has to say, each note once.</param>
    /// <param name="cancellation">Stops watching; the job goes on.</param>
    /// <exception cref="UsageException">There is no such job.</exception>
    /// <exception cref="UnavailableException">The service does not answer, or was away for two minutes.</exception>
    public async Task<ServiceJob> WatchAsync(string id, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        var job = await FindAsync(id, cancellation).ConfigureAwait(false);
        var heard = _clock.GetTimestamp();
        var told = new HashSet<Note>();
        while (true)
        {
            try
            {
                await foreach (var next in EventsAsync(id, cancellation).ConfigureAwait(false))
                {
                    (job, heard) = (next, _clock.GetTimestamp());
                    foreach (var note in job.Notes.Where(told.Add))
                        notes?.Report(note);
                    if (job.Progress.Total > 0) progress?.Report(job.Progress);
                }

                if (job.IsAtRest) return job;
            }
            catch (Exception fault) when (IsAway(fault, cancellation))
            {
                if (_clock.GetElapsedTime(heard) > Patience) throw Away(fault);
            }

            await Task.Delay(Pause, _clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();

    private static string Path(string id, string part) => $"/{Uri.EscapeDataString(id)}{part}";

    private async Task<ServiceJob> OfJobAsync(HttpMethod method, string id, string part, CancellationToken cancellation) =>
        new(Parse(await AskAsync(method, Path(id, part), null, cancellation).ConfigureAwait(false)));

    private async Task<string> AskAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"{Jobs}{path}") { Content = content };
            using var answer = await _service.Http.SendAsync(request, cancellation).ConfigureAwait(false);
            await RequireAsync(answer, cancellation).ConfigureAwait(false);
            return await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw Away(fault);
        }
    }

    private async IAsyncEnumerable<ServiceJob> EventsAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(MostBetweenEvents);
        using var answer = await _service.Http.GetAsync(new Uri(Jobs + Path(id, "/events"), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        await RequireAsync(answer, silence.Token).ConfigureAwait(false);
        var stream = await answer.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(silence.Token).ConfigureAwait(false))
        {
            silence.CancelAfter(MostBetweenEvents);
            yield return new ServiceJob(Parse(item.Data));
        }
    }

    private async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.StatusCode == HttpStatusCode.NotFound)
            throw answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? new UsageException($"the service {_service.Address} has no such job", "list its jobs to see their names") : NoService();
        await _service.RequireSuccessAsync(answer, cancellation).ConfigureAwait(false);
    }

    private JsonObject Parse(string text)
    {
        try
        {
            if (JsonText.Parse(text) is JsonObject document) return document;
        }
        catch (JsonException)
        {
        }

        throw NoService();
    }

    private UsageException NoService() => new($"what answers at {_service.Address} is no scoring service", "check the address");

    private static bool IsAway(Exception fault, CancellationToken cancellation) =>
        fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested);

    private UnavailableException Away(Exception fault) =>
        new($"the service {_service.Address} does not answer: {fault.Message}", "start it, or give the address of one that runs", fault);
}
