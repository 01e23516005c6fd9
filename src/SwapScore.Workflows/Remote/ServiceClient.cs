using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Json;

namespace SwapScore.Workflows.Remote;

/// <summary>The evaluations and batches of a scoring service, over HTTP.</summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly ServiceConnection _service;
    private readonly ConcurrentDictionary<string, bool> _sent = new(StringComparer.Ordinal);

    /// <param name="address">Where the service is, for example <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="token">Its token; null for none.</param>
    public ServiceClient(Uri address, string? token) => _service = new ServiceConnection(address, token);

    /// <summary>Where the service is.</summary>
    public Uri Address => _service.Address;

    /// <summary>Sends a batch, unless the service has it.</summary>
    public async Task SendAsync(Batch batch, CancellationToken cancellation)
    {
        if (_sent.ContainsKey(batch.Fingerprint)) return;
        using var content = new ByteArrayContent(batch.ToBytes());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await _service.Http.PutAsync(new Uri($"{ScoringService.Batches}/{batch.Fingerprint}", UriKind.Relative), content, cancellation).ConfigureAwait(false);
        await _service.RequireSuccessAsync(answer, cancellation).ConfigureAwait(false);
        _sent[batch.Fingerprint] = true;
    }

    /// <summary>Results in the order of the requests, as they come.</summary>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ScoringService.Evaluations);
        request.Content = new StringContent(string.Join('\n', requests.Select(EvaluationJson.Write)), Encoding.UTF8, ScoringService.LinesType);
        using var answer = await _service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);

        // A service that was started again has no batches; the next attempt sends them.
        if (answer.StatusCode == HttpStatusCode.Conflict) _sent.Clear();
        await _service.RequireSuccessAsync(answer, cancellation).ConfigureAwait(false);
        var stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var lines = new StreamReader(stream, Encoding.UTF8);
        var received = 0;
        while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            received++;
            yield return EvaluationJson.ReadResult(line);
        }

        if (received < requests.Count) throw new IOException("the service ended the answer early");
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();
}
