using System.Net;
using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Server;
using SwapScore.Server.Hosting;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Tests;

/// <summary><c>swapscore job</c> beside a service that keeps the jobs.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private const string Search = """{"kind": "search", "space": "nasbench201", "evaluations": 24, "population": 8, "samples": {"count": 4}, "options": {"repeats": 1}}""";
    private const string Long = """{"kind": "search", "space": "nasbench201", "evaluations": 2000, "samples": {"count": 4}, "options": {"repeats": 1}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-jobs").FullName;
    private ScoringServer? _server;
    private int _port;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Job_FromSubmissionToResult_IsThatOfTheSearch()
    {
        var submitted = await RunAsync(Search, "submit", "-");
        Assert.Equal((ExitCode.Success, "job-1\n"), (submitted.Code, submitted.Output));
        var watched = await RunAsync("", "watch", "job-1");
        Assert.Equal((ExitCode.Success, ""), (watched.Code, watched.Output));
        Assert.Contains("job-1 is done; next: swapscore job result job-1", watched.Error, StringComparison.Ordinal);

        var listed = await RunAsync("", "list", "--json");
        var job = Assert.Single(JsonNode.Parse(listed.Output)!["jobs"]!.AsArray())!;
        Assert.Equal(("job-1", "done", 24), ((string?)job["id"], (string?)job["state"], (int?)job["done"]));
        Assert.Contains("search nasbench201", (await RunAsync("", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("24 of 24", (await RunAsync("", "show", "job-1")).Output, StringComparison.Ordinal);

        var report = Path.Combine(_folder, "report.html");
        var result = await RunAsync("", "result", "job-1", "--report", report);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder, "jobs", "job-1", "result.json"), Stop), result.Output);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(report, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_ServiceStartedAgainMeanwhile_GoesOnUntilTheJobIsCanceled()
    {
        await RunAsync(Long, "submit", "-");
        using var jobs = WorkflowContext.Standard.JobsAt(_server!.Address);
        var seen = new FirstReport();
        var watching = jobs.WatchAsync("job-1", seen, cancellation: Stop);
        await Task.WhenAny(seen.Task, watching);
        await _server.DisposeAsync();
        await StartAsync();
        Assert.False(watching.IsCompleted);
        for (var state = "waiting"; state != "running"; await Task.Delay(20, Stop))
        {
            Assert.Equal("waiting", state);
            state = (string?)JsonNode.Parse((await RunAsync("", "show", "job-1", "--json")).Output)!["state"];
        }

        Assert.Contains("stops after the evaluations in progress", (await RunAsync("", "cancel", "job-1")).Error, StringComparison.Ordinal);
        Assert.Equal("canceled", (await watching).State);
        var watched = await RunAsync("", "watch", "job-1");
        Assert.Equal(ExitCode.Failed, watched.Code);
        Assert.Contains("job-1 is canceled; 'swapscore job resume job-1' goes on with it", watched.Error, StringComparison.Ordinal);

        Assert.Matches("^job-1 is (waiting|running)\n$", (await RunAsync("", "resume", "job-1")).Error);
        await RunAsync("", "cancel", "job-1");
    }

    [Fact]
    public async Task Watch_JobThatFails_EndsAsTheCommandWould()
    {
        // The table is sound when the job is submitted, and gone when it runs.
        var table = Path.Combine(_folder, "files", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        await File.WriteAllTextAsync(table, "no table", Stop);
        await RunAsync($$"""{"kind": "study", "space": "darts", "truth": "{{Path.GetFileName(table)}}"}""", "submit", "-");
        var watched = await RunAsync("", "watch", "job-1");
        Assert.Equal(ExitCode.Input, watched.Code);
        Assert.StartsWith("error: job-1 failed: ", watched.Error, StringComparison.Ordinal);
        var result = await RunAsync("", "result", "job-1");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("has no result yet", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)ExitCode.Usage, "has no such job\nhint: list its jobs", "show", "job-9")]
    [InlineData((int)ExitCode.Usage, "has no such job\nhint: list its jobs", "watch", "../job-9")]
    [InlineData((int)ExitCode.Usage, "refuses: unknown kind of job 'nonsense'", "submit", "-")]
    [InlineData((int)ExitCode.Input, "cannot read /nowhere", "submit", "/nowhere")]
    [InlineData((int)ExitCode.Usage, "'nonsense' is no address of a scoring service\nhint: for example", "list", "--server", "nonsense")]
    [InlineData((int)ExitCode.Usage, "http://a,http://b are several services, and a job is kept by one\nhint: name one", "list", "--server", "http://a,http://b")]
    [InlineData((int)ExitCode.Unavailable, "does not answer: ", "list", "--server", "http://127.0.0.1:1")]
    public async Task Fault_OfAUser_IsOneLineWithARemedy(int code, string message, params string[] line)
    {
        var outcome = await RunAsync("""{"kind": "nonsense"}""", line);
        Assert.Equal(code, (int)outcome.Code);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.InRange(outcome.Error.Count(character => character == '\n'), 1, 2);
    }

    private async Task StartAsync()
    {
        _server = ScoringServer.Create(WorkflowContext.Standard, new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, _port), Folder = _folder });
        await _server.StartAsync(Stop);
        _port = _server.Address.Port;
    }

    private Task<CommandOutcome> RunAsync(string input, params string[] line) => new CommandRunner { Input = input }.RunAsync(
        ["job", .. line, .. line.Contains("--server") ? (string[])[] : ["--server", $"http://127.0.0.1:{_port}"]]);

    private sealed class FirstReport : IProgress<WorkProgress>
    {
        private readonly TaskCompletionSource _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _reported.Task;

        public void Report(WorkProgress value) => _reported.TrySetResult();
    }
}
