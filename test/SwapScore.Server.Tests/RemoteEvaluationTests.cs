using System.Net;
using System.Text;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Remote;
using SwapScore.Workflows.Studies;

namespace SwapScore.Server.Tests;

/// <summary>Sessions here, evaluation there.</summary>
public sealed class RemoteEvaluationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-remote").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Study_EvaluatedByService_WritesTheBytesOfThisMachine()
    {
        await using var server = await RunningServer.StartAsync();
        await RequireEqualAsync(server, ["swap", "live-flops", "synflow", "ntk"], repeats: 1);
    }

    [Fact(Explicit = true)]
    public async Task Study_ServiceRestartedMeanwhile_WritesTheBytesOfThisMachine()
    {
        await using var server = await RunningServer.StartAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var restarts = 0;
        var restarting = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                await Task.Delay(700, CancellationToken.None);
                if (ended.IsCancellationRequested) return;
                await server.RestartAsync();
                restarts++;
            }
        }, Stop);
        await RequireEqualAsync(server, ["swap", "swap-plus"], repeats: 60);
        await ended.CancelAsync();
        await restarting;
        Assert.True(restarts > 0, "the study was over before the service was restarted");
    }

    [Fact]
    public async Task Evaluate_WithoutItsBatch_IsAConflict()
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await EvaluateAsync(server, Request(new EvaluationOptions()));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("not json", "")]
    [InlineData(null, "9.9.9")]
    public async Task Evaluate_WrongLineOrVersion_IsRefused(string? line, string version)
    {
        await using var server = await RunningServer.StartAsync();
        if (version.Length > 0) server.Client.DefaultRequestHeaders.Add(ScoringService.VersionHeader, version);
        using var answer = await EvaluateAsync(server, line ?? Request(new EvaluationOptions()));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(version, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_OptionsOutOfRange_AreRefused()
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await EvaluateAsync(server, Request(new EvaluationOptions { Repeats = 1_000_000_000 }));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Batch_UnderAnotherFingerprint_IsRefused()
    {
        await using var server = await RunningServer.StartAsync();
        var batch = new Batch(new Shape(1, 2, 2), [1, 2, 3, 4], "test");
        using var right = await server.Client.PutAsync($"{ScoringService.Batches}/{batch.Fingerprint}", new ByteArrayContent(batch.ToBytes()), Stop);
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        using var wrong = await server.Client.PutAsync($"{ScoringService.Batches}/0123456789abcdef", new ByteArrayContent(batch.ToBytes()), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var damaged = await server.Client.PutAsync($"{ScoringService.Batches}/{batch.Fingerprint}", new ByteArrayContent(batch.ToBytes()[1..]), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
    }

    [Fact]
    public async Task Study_OfServiceThatRefuses_EndsWithItsReason()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Token = "a token of some length" });
        var fault = await Assert.ThrowsAsync<UsageException>(() => StudyAsync(WorkflowContext.Standard.At([server.Client.BaseAddress!]), "refused", ["swap"], 1));
        Assert.Contains("token", fault.Message, StringComparison.Ordinal);
    }

    private static string Request(EvaluationOptions options) =>
        EvaluationJson.Write(new EvaluationRequest("darts", SearchSpaces.Find("darts").Named[0].Architecture.Text, options, "0123456789abcdef"));

    private static Task<HttpResponseMessage> EvaluateAsync(RunningServer server, string line) =>
        server.Client.PostAsync(ScoringService.Evaluations, new StringContent(line, Encoding.UTF8, ScoringService.LinesType), Stop);

    private async Task RequireEqualAsync(RunningServer server, string[] metrics, int repeats)
    {
        await StudyAsync(WorkflowContext.Standard, "here", metrics, repeats);
        await StudyAsync(WorkflowContext.Standard.At([server.Client.BaseAddress!]), "there", metrics, repeats);
        foreach (var file in (string[])["config.json", "rows.csv", "results.jsonl", "report.json"])
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder, "here", file), Stop), await File.ReadAllTextAsync(Path.Combine(_folder, "there", file), Stop));
    }

    private async Task StudyAsync(WorkflowContext workflows, string name, string[] metrics, int repeats)
    {
        var truth = Path.Combine(_folder, "truth.csv");
        var space = SearchSpaces.Find("darts");
        await File.WriteAllLinesAsync(truth, space.Named.Select((named, i) => $"\"{named.Architecture.Text}\",{90 + i}"), Stop);
        var options = StudyOptions.Create("darts", truth) with { Evaluation = new EvaluationOptions { Metrics = [.. metrics], Repeats = repeats }, Folder = Path.Combine(_folder, name) };
        options = options with { Samples = options.Samples with { HasRandomLabels = true } };
        await workflows.StudyAsync(options, cancellation: Stop);
    }
}
