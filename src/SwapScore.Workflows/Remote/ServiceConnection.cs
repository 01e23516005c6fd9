using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Remote;

/// <summary>The way to a scoring service: its address, the token, and what its refusals mean here.</summary>
internal sealed class ServiceConnection : IDisposable
{
    /// <param name="address">Where the service is, for example <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="token">Its token; null for none.</param>
    public ServiceConnection(Uri address, string? token)
    {
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.Add(ScoringService.VersionHeader, ProductVersion.Text);
        if (token is not null) Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Where the service is.</summary>
    public Uri Address { get; }

    /// <summary>Sends requests, as long as they take.</summary>
    public HttpClient Http { get; }

    /// <summary>Turns a refusal into the fault of the library that the service reports.</summary>
    /// <exception cref="HttpRequestException">The service cannot do it now.</exception>
    /// <exception cref="UsageException">The service refuses.</exception>
    public async Task RequireSuccessAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode) return;
        var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        var title = Field(text, "title") ?? $"it answered {(int)answer.StatusCode}";
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError) throw new HttpRequestException(title);
        throw new UsageException(
            $"the service {Address} refuses: {title}",
            answer.StatusCode == HttpStatusCode.Unauthorized ? "give its token; the command takes it from SWAPSCORE_TOKEN" : Field(text, "remedy"));
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => Http.Dispose();

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
