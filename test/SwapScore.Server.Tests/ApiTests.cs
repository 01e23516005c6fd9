using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SwapScore.Server.Tests;

/// <summary>What the API refuses, and how it says so.</summary>
public sealed class ApiTests
{
    private const string Token = "a token of some length";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "kind": "score", "space": "dartz" }""", "dartz")]
    [InlineData("""{ "kind": "guess", "space": "darts" }""", "kind")]
    [InlineData("""{ "space": "darts" }""", "kind")]
    [InlineData("""{ "kind": "score", "space": "darts", "metrics": ["swop"] }""", "swop")]
    [InlineData("""{ "kind": "score", "space": "darts", "sapce": 1 }""", "sapce")]
    [InlineData("""{ "kind": "score", "space": "darts", "options": { "repeats": 0 } }""", "repeats")]
    [InlineData("""{ "kind": "score", "space": "darts", "samples": { "data": "/etc/passwd" } }""", "/etc/passwd")]
    [InlineData("""{ "kind": "study", "space": "darts", "truth": "../../secret" }""", "secret")]
    [InlineData("""{ "kind": "search", "population": 1 }""", "population")]
    [InlineData("""{ "kind": "models", "models": [] }""", "models are 1")]
    [InlineData("""{ "kind": "models", "models": [{ "name": "../net.onnx", "file": "a" }] }""", "../net.onnx")]
    [InlineData("""{ "kind": "models", "models": [{ "name": "net.onnx", "file": "/etc/passwd" }] }""", "/etc/passwd")]
    [InlineData("""[1]""", "request")]
    [InlineData("""{""", "request")]
    public async Task Submit_WrongRequest_SaysWhatIsWrong(string body, string part)
    {
        await using var server = await RunningServer.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Client.PostAsync("/api/v1/jobs", content, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(part, (string?)JsonNode.Parse(text)!["title"], StringComparison.Ordinal);
        Assert.Equal("usage", (string?)JsonNode.Parse(text)!["kind"]);
        Assert.Empty(Directory.GetDirectories(Path.Combine(server.Options.Folder, "jobs"), "job-*"));
    }

    [Theory]
    [InlineData("/api/v1/jobs/job-9")]
    [InlineData("/api/v1/jobs/..%2f..%2fetc")]
    [InlineData("/nowhere")]
    public async Task Get_WhatIsNotThere_IsNotFound(string path)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Token_MissingOrWrong_IsRefused()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Token = Token });
        foreach (var authorization in (AuthenticationHeaderValue?[])[null, new("Bearer", Token + "!"), new("Basic", Token)])
        {
            server.Client.DefaultRequestHeaders.Authorization = authorization;
            using var answer = await server.Client.GetAsync(new Uri("/api/v1/jobs", UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.DoesNotContain(Token, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.StartsWith("{\"jobs\":[]", await server.GetAsync("/api/v1/jobs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Host", "elsewhere.example")]
    public async Task Submit_FromElsewhere_IsForbidden(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = new StringContent("""{ "kind": "score", "space": "darts" }""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await server.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task File_TooLarge_IsRefusedAndNothingIsKept()
    {
        await using var server = await RunningServer.StartAsync(options => options with { FileBytes = 100 });
        using var answer = await server.Client.PostAsync("/api/v1/files", new ByteArrayContent(new byte[101]), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Options.Folder, "files")));
    }

    [Fact]
    public async Task Result_AskedForTwice_IsNotSentTwice()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.SubmitAsync(new JsonObject { ["kind"] = "score", ["space"] = "darts", ["architectures"] = new JsonArray("DARTS_V1") });
        await server.UntilAsync(id, "done");
        var path = new Uri($"/api/v1/jobs/{id}/result", UriKind.Relative);
        using var first = await server.Client.GetAsync(path, Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Description_OfApi_HasEveryKindOfJob()
    {
        await using var server = await RunningServer.StartAsync();
        var document = JsonNode.Parse(await server.GetAsync("/openapi/v1.json"))!;
        Assert.NotNull(document["paths"]!["/api/v1/jobs/{id}/events"]);
        var text = document.ToJsonString();
        foreach (var field in (string[])["architectures", "skipInvalid", "maximumParameters"])
            Assert.Contains($"\"{field}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ForOtherMachinesWithoutToken_AreRefused()
    {
        var fault = Assert.Throws<UsageException>(() => new ServerOptions { Listen = new IPEndPoint(IPAddress.Any, 5080), Threads = 0 }.Validated());
        Assert.Contains("token", fault.Message, StringComparison.Ordinal);
        Assert.Contains("threads", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "kind": "score", "space": "darts", "limit": 1, "limit": 2 }""")]
    [InlineData("""{ "kind": "score", "space": "darts", "options": { "seed": 1, "seed": 2 } }""")]
    public async Task Field_ThatComesTwice_IsRefused(string body)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await server.Client.PostAsync("/api/v1/jobs", new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Whatever comes, the answer is never a fault of the service.</summary>
    [Fact(Explicit = true)]
    public async Task AnyRequest_IsNeverAFaultOfTheService()
    {
        await using var server = await RunningServer.StartAsync(options => options with { WaitingJobs = 1, RunningJobs = 1 });
        for (var seed = 0; seed < 10_000; seed++)
        {
            using var request = new RandomRequest(seed).Make();
            using var answer = await server.Client.SendAsync(request, Stop);
            Assert.True((int)answer.StatusCode < 500, $"{seed}: {request}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
        }
    }
}
