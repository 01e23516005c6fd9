using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Remote;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Server.Tests;

/// <summary>Machines that join a service and compute for it.</summary>
public sealed class WorkerTests : IDisposable
{
    private const string Token = "a token of some length";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-worker").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Score_ByTwoWorkers_IsWhatTheSessionFinds()
    {
        await using var server = await RunningServer.StartAsync(options => options with { LeavesAllToWorkers = true });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<long>[] workers = [WorkAsync(server, "first", leave.Token), WorkAsync(server, "second", leave.Token)];
        var space = SearchSpaces.Find("nasbench201");
        var id = await server.SubmitAsync(new JsonObject
        {
            ["kind"] = "search",
            ["space"] = space.Name,
            ["evaluations"] = 8,
            ["population"] = 4,
            ["options"] = new JsonObject { ["repeats"] = 1 },
        });
        await server.UntilAsync(id, "done");
        Assert.Equal(2, (await server.Client.GetFromJsonAsync<JsonArray>("/api/v1/workers", Stop))!.Count);
        await leave.CancelAsync();
        Assert.True((await Task.WhenAll(workers)).Sum() >= 8);

        var expected = await WorkflowContext.Standard.SearchAsync(
            Workflows.Search.SearchSessionOptions.Create(space.Name) with
            {
                Search = new SwapScore.Search.SearchOptions { Evaluations = 8, Population = 4 },
                Evaluation = new EvaluationOptions { Metrics = ["swap-plus"], Repeats = 1 },
            },
            cancellation: Stop);
        Assert.Equal(JsonText.Document(expected.Document), await server.GetAsync($"/api/v1/jobs/{id}/result"));
    }

    [Fact]
    public async Task Evaluations_WithoutWorkers_WaitForOne()
    {
        await using var server = await RunningServer.StartAsync(options => options with { LeavesAllToWorkers = true });
        var id = await server.SubmitAsync(new JsonObject { ["kind"] = "score", ["space"] = "darts", ["architectures"] = new JsonArray("DARTS_V1"), ["options"] = new JsonObject { ["repeats"] = 1 } });
        await server.UntilAsync(id, "running");
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var worker = WorkAsync(server, "late", leave.Token);
        await server.UntilAsync(id, "done");
        await leave.CancelAsync();
        Assert.Equal(1, await worker);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "late"), "*.batch"));
    }

    [Fact]
    public async Task Job_NoWorkerCanCompute_FailsWithTheReason()
    {
        await using var server = await RunningServer.StartAsync(options => options with { LeavesAllToWorkers = true });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var notes = new List<Note>();
        var others = WorkflowContext.FromSpaces([SearchSpaces.Find("nasbench201")]);
        var worker = others.WorkAsync(Options(server, "other"), new Receiver(notes), leave.Token);
        var id = await server.SubmitAsync(new JsonObject { ["kind"] = "score", ["space"] = "darts", ["architectures"] = new JsonArray("DARTS_V1"), ["options"] = new JsonObject { ["repeats"] = 1 } });
        await server.UntilAsync(id, "done", "failed");
        Assert.Contains("darts", (string?)(await server.LookAsync(id))["fault"]!["message"], StringComparison.Ordinal);
        await leave.CancelAsync();
        await worker;
        Assert.Contains(notes, note => note.IsWarning && note.Text.Contains("darts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Work_WrongToken_EndsWithAClearLine()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Token = Token });
        var fault = await Assert.ThrowsAsync<UsageException>(() => WorkflowContext.Standard.WorkAsync(Options(server, "wrong") with { Token = "not the token it wants" }, cancellation: Stop));
        Assert.Contains("token", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not the token", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9.9.9", "9.9.9")]
    [InlineData(null, "does not say its version")]
    public async Task Lease_OtherVersion_IsRefused(string? version, string reason)
    {
        await using var server = await RunningServer.StartAsync();
        if (version is not null) server.Client.DefaultRequestHeaders.Add(ScoringService.VersionHeader, version);
        server.Client.DefaultRequestHeaders.Add(ScoringService.WorkerHeader, "worker");
        server.Client.DefaultRequestHeaders.Add(ScoringService.ThreadsHeader, "1");
        foreach (var path in (string[])[ScoringService.Leases, $"{ScoringService.Leases}/1/results?from=0"])
        {
            using var answer = await server.Client.PostAsync(path, new StringContent("", Encoding.UTF8, ScoringService.LinesType), Stop);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Work_ServiceThatIsNotThere_EndsAfterItsPatience()
    {
        var server = await RunningServer.StartAsync();
        var options = Options(server, "alone") with { Patience = TimeSpan.FromMilliseconds(1) };
        await server.DisposeAsync();
        await Assert.ThrowsAsync<UnavailableException>(() => WorkflowContext.Standard.WorkAsync(options, cancellation: Stop));
    }

    private WorkerOptions Options(RunningServer server, string name) =>
        new() { Services = [server.Client.BaseAddress!], Folder = Path.Combine(_folder, name), Threads = 1 };

    private Task<long> WorkAsync(RunningServer server, string name, CancellationToken leave) => WorkflowContext.Standard.WorkAsync(Options(server, name), cancellation: leave);

    private sealed class Receiver(List<Note> notes) : IProgress<Note>
    {
        public void Report(Note value)
        {
            lock (notes) notes.Add(value);
        }
    }
}
