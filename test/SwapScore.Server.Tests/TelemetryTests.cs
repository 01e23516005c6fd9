using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SwapScore.Server.Hosting;
using SwapScore.Server.Telemetry;
using SwapScore.Workflows.Composition;

namespace SwapScore.Server.Tests;

/// <summary>What a service says of itself: counts for Prometheus, and traces.</summary>
public sealed partial class TelemetryTests
{
    private const string Token = "a token of 16 characters";

    private static readonly string[] Architectures =
    [
        "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|",
        "|nor_conv_1x1~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static JsonObject Score => new()
    {
        ["kind"] = "score",
        ["space"] = "nasbench201",
        ["architectures"] = new JsonArray([.. Architectures.Select(text => (JsonNode)text)]),
        ["options"] = new JsonObject { ["repeats"] = 1 },
    };

    [Fact]
    public async Task Metrics_AfterAJob_CountItAndItsEvaluations()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.SubmitAsync(Score);
        await server.UntilAsync(id, "done");
        var values = Parse(await server.GetAsync("/metrics"));
        Assert.Equal(2, values["swapscore_evaluations_total{result=\"scored\"}"]);
        Assert.Equal(0, values["swapscore_evaluations_pending"]);
        Assert.Equal(1, values["swapscore_jobs{state=\"done\"}"]);
        Assert.Equal(0, values["swapscore_jobs{state=\"failed\"}"]);
        Assert.Equal((0, 0), (values["swapscore_workers"], values["swapscore_leases"]));
        Assert.True(values["dotnet_process_memory_working_set_bytes"] > 0);

        // A job ends before it is counted.
        const string Ended = "swapscore_job_duration_seconds_count{kind=\"score\",state=\"done\"}";
        while (!values.ContainsKey(Ended))
            values = Parse(await server.GetAsync("/metrics"));
        Assert.Equal(1, values[Ended]);
        Assert.Equal(1, values["swapscore_job_duration_seconds_bucket{kind=\"score\",state=\"done\",le=\"+Inf\"}"]);
        Assert.Contains(values, pair => pair.Key.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && pair.Key.Contains("http_route=\"/api/v1/jobs/\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_OfAServiceWithAToken_NeedIt_AndHealthDoesNot()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Token = Token, LogsJson = true });
        using (var refused = await server.Client.GetAsync(new Uri("/metrics", UriKind.Relative), Stop))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("\"ok\"", await server.GetAsync("/healthz"), StringComparison.Ordinal);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        using var answer = await server.Client.GetAsync(new Uri("/metrics", UriKind.Relative), Stop);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Metrics_OfTwoServicesInOneProcess_AreTheirOwn()
    {
        await using var first = await RunningServer.StartAsync();
        await using var second = await RunningServer.StartAsync();
        await first.UntilAsync(await first.SubmitAsync(Score), "done");
        Assert.Equal(0, Parse(await second.GetAsync("/metrics"))["swapscore_jobs{state=\"done\"}"]);
    }

    [Fact]
    public async Task Metrics_OfAServiceWithAStore_CountWhatItAnswers()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore-store").FullName;
        using var store = Store.ScoreStore.Create(Path.Combine(folder, "scores.db"), WorkflowContext.Version, TimeProvider.System);
        await using var server = ScoringServer.Create(
            WorkflowContext.Standard with { Scores = new Evaluation.KeptScores(store, true, null) },
            new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Folder = folder });
        await server.StartAsync(Stop);
        using var client = new HttpClient { BaseAddress = server.Address };
        for (var i = 0; i < 2; i++)
        {
            using var content = new StringContent(Score.ToJsonString(), null, "application/json");
            using var answer = await client.PostAsync(new Uri("/api/v1/jobs", UriKind.Relative), content, Stop);
            await client.GetStringAsync(new Uri($"/api/v1/jobs/job-{i + 1}/events", UriKind.Relative), Stop);
        }

        var values = Parse(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop));
        Assert.Equal((4, 2, 2), (values["swapscore_store_requests_total"], values["swapscore_store_hits_total"], values["swapscore_evaluations_total{result=\"scored\"}"]));
    }

    [Fact]
    public async Task Activities_OfAJob_NameItsKindAndState()
    {
        var jobs = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServiceTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = jobs.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await RunningServer.StartAsync();
        var request = Score;
        request["options"]!["seed"] = 77;
        await server.UntilAsync(await server.SubmitAsync(request), "done");
        while (!jobs.Any(activity => activity.OperationName == "job" && (string?)activity.GetTagItem("swapscore.state") == "done"))
            await Task.Delay(10, Stop);
        Assert.Contains(jobs, activity => activity.OperationName == "evaluate" && activity.Parent?.OperationName == "job" && (int?)activity.GetTagItem("swapscore.results") == 2);
    }

    /// <summary>Every line is of the format: a comment, or a name with labels and a number.</summary>
    private static Dictionary<string, double> Parse(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line =>
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, line);
        return KeyValuePair.Create(sample.Groups["name"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture));
    }).ToDictionary();

    [GeneratedRegex("^(?<name>[a-z_:][a-z0-9_:]*(\\{([a-z_][a-z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})?) (?<value>[-+.0-9eE]+)$")]
    private static partial Regex Sample();
}
