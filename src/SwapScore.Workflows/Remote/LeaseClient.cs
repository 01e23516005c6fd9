using System.Globalization;
using System.Net;
using System.Text;
using SwapScore.Evaluation;
using SwapScore.Json;

namespace SwapScore.Workflows.Remote;

/// <summary>The leases of a scoring service, over HTTP, as a worker sees them.</summary>
/// <param name="service">The service; it is disposed of with this.</param>
/// <param name="worker">Name of the worker.</param>
/// <param name="threads">Number of its threads.</param>
/// <param name="clock">Times calls that nobody answers.</param>
internal sealed class LeaseClient(ServiceConnection service, string worker, int threads, TimeProvider clock) : IDisposable
{
    // A service that has no work answers after 20 seconds. One that is halted, or out of reach, never does.
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(45);

    /// <summary>Where the service is.</summary>
    public Uri Address => service.Address;

    /// <summary>Asks for requests.</summary>
    /// <param name="waits">Whether to wait a while where there are none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null where there is nothing to do now.</returns>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="UsageException">The service refuses this worker.</exception>
    public async Task<WorkLease?> TakeAsync(bool waits, CancellationToken cancellation)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, ScoringService.Leases + (waits ? "" : "?wait=0"));
        ask.Headers.Add(ScoringService.WorkerHeader, worker);
        ask.Headers.Add(ScoringService.ThreadsHeader, threads.ToString(CultureInfo.InvariantCulture));
        using var answer = await SendAsync(ask, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NoContent) return null;
        var lines = (await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new WorkLease(
            Header(answer, ScoringService.LeaseHeader),
            TimeSpan.FromSeconds(double.Parse(Header(answer, ScoringService.LeaseSecondsHeader), CultureInfo.InvariantCulture)),
            [.. lines.Select(EvaluationJson.ReadRequest)]);
    }

    /// <summary>Sends results, which may be none yet: that says that the worker is at work.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="from">Place of the first result among the requests of the lease.</param>
    /// <param name="results">Results in the order of the requests.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>False where the service has no use for more results.</returns>
    public async Task<bool> ReportAsync(WorkLease lease, int from, IReadOnlyList<EvaluationResult> results, CancellationToken cancellation)
    {
        using var report = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"{ScoringService.Leases}/{lease.Id}/results?from={from}"));
        report.Content = new StringContent(string.Join('\n', results.Select(EvaluationJson.Write)), Encoding.UTF8, ScoringService.LinesType);
        using var answer = await SendAsync(report, cancellation, HttpStatusCode.Gone).ConfigureAwait(false);
        return answer.StatusCode != HttpStatusCode.Gone;
    }

    /// <summary>Gives back what has no result.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="reason">Why this worker cannot compute it; null where it could.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task GiveBackAsync(WorkLease lease, string? reason, CancellationToken cancellation)
    {
        var query = reason is null ? "" : $"?reason={Uri.EscapeDataString(reason)}";
        using var back = new HttpRequestMessage(HttpMethod.Delete, $"{ScoringService.Leases}/{lease.Id}{query}");
        using var answer = await SendAsync(back, cancellation, HttpStatusCode.Gone).ConfigureAwait(false);
    }

    /// <summary>The bytes of a batch; null where the service does not have it any more.</summary>
    public async Task<byte[]?> FetchAsync(string fingerprint, CancellationToken cancellation)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{ScoringService.Batches}/{fingerprint}");
        using var answer = await SendAsync(ask, cancellation, HttpStatusCode.NotFound).ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => service.Dispose();

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.First() : throw new HttpRequestException($"the answer has no {name}");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation, HttpStatusCode? expected = null)
    {
        using var late = new CancellationTokenSource(LongestCall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var answer = await service.Http.SendAsync(message, either.Token).ConfigureAwait(false);
            if (answer.StatusCode != expected) await service.RequireSuccessAsync(answer, either.Token).ConfigureAwait(false);
            return answer;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {LongestCall.TotalSeconds:0} seconds");
        }
    }
}
