using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Studies;

namespace SwapScore.Server.Tests;

/// <summary>Jobs from submission to result, over interruptions and restarts.</summary>
public sealed class JobTests
{
    private const string Space = "nasbench201";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static JsonObject Search(int evaluations) => new()
    {
        ["kind"] = "search",
        ["space"] = Space,
        ["evaluations"] = evaluations,
        ["population"] = 20,
        ["options"] = new JsonObject { ["repeats"] = 1 },
    };

    [Fact]
    public async Task Score_Architectures_AreRankedAsByTheSession()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.SubmitAsync(new JsonObject
        {
            ["kind"] = "score",
            ["space"] = "darts",
            ["architectures"] = new JsonArray("DARTS_V1", "PDARTS"),
            ["metrics"] = new JsonArray("swap", "live-flops"),
            ["options"] = new JsonObject { ["repeats"] = 2, ["seed"] = 7 },
        });
        await server.UntilAsync(id, "done");
        var found = JsonNode.Parse(await server.GetAsync($"/api/v1/jobs/{id}/result"))!;

        var space = SearchSpaces.Find("darts");
        var expected = await WorkflowContext.Standard.ScoreAsync(new Workflows.Scoring.ScoringOptions
        {
            Space = space,
            Task = SearchSpaces.FindTask(space, null),
            Entries = Workflows.Scoring.NetworkEntry.FromTexts(space, ["DARTS_V1", "PDARTS"]),
            Evaluation = new EvaluationOptions { Metrics = ["swap", "live-flops"], Repeats = 2, Seed = 7 },
        }, cancellation: Stop);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected.Document["results"]!.ToJsonString()), found["results"]), found.ToJsonString());
    }

    [Fact]
    public async Task Study_OfSentTable_WritesTheBytesOfTheSession()
    {
        await using var server = await RunningServer.StartAsync();
        var space = SearchSpaces.Find("darts");
        var table = string.Join('\n', space.Named.Select((named, i) => $"\"{named.Architecture.Text}\",{90 + i}"));
        using var sent = await server.Client.PostAsync("/api/v1/files", new StringContent(table), Stop);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(Stop));
        var name = (string)(await sent.Content.ReadFromJsonAsync<JsonObject>(Stop))!["name"]!;
        var id = await server.SubmitAsync(new JsonObject { ["kind"] = "study", ["space"] = "darts", ["truth"] = name, ["options"] = new JsonObject { ["repeats"] = 2 } });
        await server.UntilAsync(id, "done");

        var truth = Path.Combine(server.Options.Folder, "files", name);
        var folder = Path.Combine(server.Options.Folder, "expected");
        var options = StudyOptions.Create("darts", truth) with { Evaluation = new EvaluationOptions { Repeats = 2 }, Folder = folder };
        await WorkflowContext.Standard.StudyAsync(options, cancellation: Stop);
        foreach (var file in (string[])["config.json", "rows.csv", "results.jsonl", "report.json"])
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, file), Stop), await File.ReadAllBytesAsync(Path.Combine(server.RunFolder(id), file), Stop));
        Assert.Contains("trained architectures of darts", await server.GetAsync($"/api/v1/jobs/{id}/report"), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "rows.csv"), Stop), await server.GetAsync($"/api/v1/jobs/{id}/files/rows.csv"));
    }

    [Fact(Explicit = true)]
    public async Task Search_ServiceRestartedThreeTimes_FindsWhatTheSessionFinds()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.SubmitAsync(Search(200));
        var history = Path.Combine(server.RunFolder(id), "history.jsonl");
        for (var restarts = 1; restarts <= 3; restarts++)
        {
            var wanted = 40 * restarts;
            while ((string?)(await server.LookAsync(id))["state"] != "done" && (!File.Exists(history) || File.ReadLines(history).Count() < wanted))
                await Task.Delay(20, Stop);
            await server.RestartAsync();
        }

        await server.UntilAsync(id, "done");
        var expected = await WorkflowContext.Standard.SearchAsync(
            SearchSessionOptions.Create(Space) with { Search = new SearchOptions { Evaluations = 200, Population = 20 }, Evaluation = new EvaluationOptions { Metrics = ["swap-plus"], Repeats = 1 } },
            cancellation: Stop);
        Assert.Equal(JsonText.Document(expected.Document), await server.GetAsync($"/api/v1/jobs/{id}/result"));
    }

    [Fact]
    public async Task Search_CanceledAndResumed_GoesOn()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.SubmitAsync(Search(2_000));
        await server.UntilAsync(id, "running");
        using (var canceled = await server.PostAsync($"/api/v1/jobs/{id}/cancel"))
            Assert.Equal(HttpStatusCode.OK, canceled.StatusCode);
        await server.UntilAsync(id, "canceled");
        using (var resumed = await server.PostAsync($"/api/v1/jobs/{id}/resume"))
            Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        await server.UntilAsync(id, "running");
        using var again = await server.PostAsync($"/api/v1/jobs/{id}/cancel");
        await server.UntilAsync(id, "canceled");
    }

    [Fact]
    public async Task Cancel_JobThatWaits_NeverRuns()
    {
        await using var server = await RunningServer.StartAsync(options => options with { RunningJobs = 1 });
        var first = await server.SubmitAsync(Search(2_000));
        var second = await server.SubmitAsync(Search(2_000));
        using (await server.PostAsync($"/api/v1/jobs/{second}/cancel"))
            Assert.Equal("canceled", (string?)(await server.LookAsync(second))["state"]);
        using (await server.PostAsync($"/api/v1/jobs/{first}/cancel"))
            await server.UntilAsync(first, "canceled");
        Assert.Null((await server.LookAsync(second))["started"]);
    }

    [Fact]
    public async Task Events_OfJob_EndWithItsLastState()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.SubmitAsync(new JsonObject { ["kind"] = "score", ["space"] = Space, ["architectures"] = new JsonArray("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|") });
        var events = await server.GetAsync($"/api/v1/jobs/{id}/events");
        var last = events.Split("event: job\ndata: ").Last().Split("\n\n")[0];
        Assert.Equal("done", (string?)JsonNode.Parse(last)!["state"]);
    }

    [Fact]
    public async Task Jobs_ListedByPage_AreNewestFirst()
    {
        await using var server = await RunningServer.StartAsync();
        for (var i = 0; i < 5; i++)
            await server.SubmitAsync(new JsonObject { ["kind"] = "score", ["space"] = "darts", ["architectures"] = new JsonArray("DARTS_V1") });
        var seen = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await server.Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs?limit=2{(next.Length > 0 ? $"&before={next}" : "")}", Stop);
            seen.AddRange(page!["jobs"]!.AsArray().Select(job => (string)job!["id"]!));
            next = (string?)page["next"];
        }

        Assert.Equal(["job-5", "job-4", "job-3", "job-2", "job-1"], seen);
    }

    [Fact]
    public async Task Submit_MoreThanMayWait_IsRefusedUntilLater()
    {
        await using var server = await RunningServer.StartAsync(options => options with { RunningJobs = 1, WaitingJobs = 1 });
        var first = await server.SubmitAsync(Search(2_000));
        await server.UntilAsync(first, "running");
        var second = await server.SubmitAsync(Search(2_000));
        using var refused = await server.PostAsync("/api/v1/jobs", Search(2_000));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        foreach (var id in (string[])[second, first])
            (await server.PostAsync($"/api/v1/jobs/{id}/cancel")).Dispose();
        await server.UntilAsync(first, "canceled");
    }
}
