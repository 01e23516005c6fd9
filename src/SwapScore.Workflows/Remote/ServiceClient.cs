using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Remote;

/// <summary>The evaluations and batches of a scoring service, over HTTP.</summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, bool> _sent = new(StringComparer.Ordinal);

    /// <param name="address">Where the service is, for example <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="token">Its token; null for none.</param>
    public ServiceClient(Uri address, string? token)
    {
        Address = address;
        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add(ScoringService.VersionHeader, ProductVersion.Text);
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Where the service is.</summary>
    public Uri Address { get; }

    /// <summary>Sends a batch, unless the service has it.</summary>
    public async Task SendAsync(Batch batch, CancellationToken cancellation)
    {
        if (_sent.ContainsKey(batch.Fingerprint)) return;
        using var content = new ByteArrayContent(BatchBytes.Write(batch));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await _http.PutAsync(new Uri($"{ScoringService.Batches}/{batch.Fingerprint}", UriKind.Relative), content, cancellation).ConfigureAwait(false);
        await RequireSuccessAsync(answer, cancellation).ConfigureAwait(false);
        _sent[batch.Fingerprint] = true;
    }

    /// <summary>Results in the order of the requests, as they come.</summary>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(EvaluationRequest[] requests, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ScoringService.Evaluations);
        request.Content = new StringContent(string.Join('\n', requests.Select(EvaluationJson.Write)), Encoding.UTF8, ScoringService.LinesType);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);

        // A service that was started again has no batches; the next attempt sends them.
        if (answer.StatusCode == HttpStatusCode.Conflict) _sent.Clear();
        await RequireSuccessAsync(answer, cancellation).ConfigureAwait(false);
        var stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var lines = new StreamReader(stream, Encoding.UTF8);
        var received = 0;
        while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            received++;
            yield return EvaluationJson.ReadResult(line);
        }

        if (received < requests.Length) throw new IOException("the service ended the answer early");
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    /// <summary>Turns a refusal into the fault of the library that the service reports.</summary>
    private async Task RequireSuccessAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode) return;
        var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            throw new HttpRequestException(Title(text) ?? $"it answered {(int)answer.StatusCode}");
        throw new UsageException($"the service {Address} refuses: {Title(text) ?? $"it answered {(int)answer.StatusCode}"}", Field(text, "remedy"));
    }

    private static string? Title(string problem) => Field(problem, "title");

    private static string? Field(string problem, string name)
    {
        try
        {
            return JsonText.Parse(problem) is JsonObject document && document[name] is JsonValue value && value.TryGetValue(out string? text) ? PrintableText.Escape(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
