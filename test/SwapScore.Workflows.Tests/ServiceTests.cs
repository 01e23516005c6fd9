using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SwapScore.Service;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Tests;

/// <summary>A second front end, which uses what is public only.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private const string Space = "nasbench201";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-service").FullName;
    private WebApplication? _service;
    private HttpClient? _client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = ServiceHost.Create(WorkflowContext.Standard, Path.Combine(_folder, "runs"), "http://127.0.0.1:0");
        await _service.StartAsync(Stop);
        _client = new HttpClient { BaseAddress = new Uri(_service.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        await _service!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Score_ArchitecturesAndMistakes_AreAnswered()
    {
        using var answer = await _client!.PostAsJsonAsync("/score", new ScoreRequest("darts", ["DARTS_V1", "PDARTS"]), Stop);
        var ranking = await answer.Content.ReadFromJsonAsync<JsonObject>(Stop);
        Assert.Equal(2, ranking!["results"]!.AsArray().Count);
        Assert.Equal(1, (int)ranking["results"]![0]!["rank"]!);

        using var refused = await _client!.PostAsJsonAsync("/score", new ScoreRequest("dartz"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("dartz", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_SmallTable_IsDoneInTheBackground()
    {
        var space = SearchSpaces.Find("darts");
        var truth = Path.Combine(_folder, "truth.csv");
        await File.WriteAllLinesAsync(truth, space.Named.Select((named, i) => $"\"{named.Architecture.Text}\",{90 + i}"), Stop);
        var address = await BeginAsync("/studies", new StudyRequest("darts", truth, Limit: 4));
        var job = await FinishedAsync(address);
        Assert.Equal("done", (string?)job["state"]);
        Assert.Equal(4, (int)job["done"]!);
        Assert.Equal("darts", (string?)job["result"]!["study"] ?? (string?)job["result"]!["definition"]?["study"]);

        var page = await _client!.GetStringAsync(new Uri($"{address}/report", UriKind.Relative), Stop);
        Assert.Contains("4 trained architectures of darts", page, StringComparison.Ordinal);
        Assert.Contains("id=\"scatter-swap\"", page, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Search_StoppedAndResumed_FindsWhatAnUninterruptedOneFinds()
    {
        var stopped = await BeginAsync("/searches", new SearchRequest("interrupted", Space, Evaluations: 300));
        var history = Path.Combine(_folder, "runs", "interrupted", "history.jsonl");
        await UntilAsync(() => File.Exists(history) && File.ReadLines(history).Skip(3).Any());
        using (var answer = await _client!.DeleteAsync(stopped, Stop))
            Assert.Equal("stopped", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["state"]);
        Assert.True(File.ReadLines(history).Count() < 300);

        var resumed = await FinishedAsync(await BeginAsync("/searches", new SearchRequest("interrupted", Space, Evaluations: 300, Resume: true)));
        Assert.Contains(resumed["notes"]!.AsArray(), note => ((string)note!).StartsWith("resuming: ", StringComparison.Ordinal));
        var whole = await FinishedAsync(await BeginAsync("/searches", new SearchRequest("whole", Space, Evaluations: 300)));
        Assert.True(JsonNode.DeepEquals(whole["result"], resumed["result"]));
        Assert.Equal(300, (int)whole["result"]!["scored"]!);
    }

    private async Task<Uri> BeginAsync<T>(string path, T request)
    {
        using var answer = await _client!.PostAsJsonAsync(path, request, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private async Task<JsonObject> FinishedAsync(Uri job)
    {
        JsonObject? state = null;
        await UntilAsync(async () => (string?)(state = await _client!.GetFromJsonAsync<JsonObject>(job, Stop))!["state"] != "running");
        return state!;
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }
}
