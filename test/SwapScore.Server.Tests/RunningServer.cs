using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SwapScore.Server.Hosting;
using SwapScore.Workflows.Composition;

namespace SwapScore.Server.Tests;

/// <summary>A service on a free port and a folder of its own, and a client of it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private ScoringServer _server;

    private RunningServer(ScoringServer server, ServerOptions options, HttpClient client) => (_server, Options, Client) = (server, options, client);

    public ServerOptions Options { get; }

    public HttpClient Client { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var options = new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Folder = Directory.CreateTempSubdirectory("swapscore-server").FullName };
        if (change is not null) options = change(options);
        var (server, client) = await BeginAsync(options);
        return new RunningServer(server, options with { Listen = new IPEndPoint(options.Listen.Address, server.Address.Port) }, client);
    }

    /// <summary>Ends the service and starts another one on the same port and folder.</summary>
    public async Task RestartAsync()
    {
        Client.Dispose();
        await _server.StopAsync(Stop);
        await _server.DisposeAsync();
        (_server, Client) = await BeginAsync(Options);
    }

    /// <summary>Ends the service.</summary>
    public Task EndAsync() => _server.StopAsync(Stop);

    public Task<HttpResponseMessage> PostAsync(string path, JsonObject? body = null) => Client.PostAsJsonAsync(path, body, Stop);

    /// <summary>Submits a job that is taken, and returns its name.</summary>
    public async Task<string> SubmitAsync(JsonObject request)
    {
        using var answer = await PostAsync("/api/v1/jobs", request);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Stop));
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["id"]!;
    }

    public async Task<JsonObject> LookAsync(string id) => (await Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{id}", Stop))!;

    public Task<string> GetAsync(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative), Stop);

    /// <summary>Waits until a job is in one of some states.</summary>
    public async Task<JsonObject> UntilAsync(string id, params string[] states)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (true)
        {
            var job = await LookAsync(id);
            if (states.Contains((string?)job["state"])) return job;
            Assert.False((string?)job["state"] == "failed", job.ToJsonString());
            await Task.Delay(Step, patience.Token);
        }
    }

    public string RunFolder(string id) => Path.Combine(Options.Folder, "jobs", id, "run");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();

        // Servers of a cluster share it.
        if (Directory.Exists(Options.Folder)) Directory.Delete(Options.Folder, recursive: true);
    }

    private static async Task<(ScoringServer Server, HttpClient Client)> BeginAsync(ServerOptions options)
    {
        var server = ScoringServer.Create(WorkflowContext.Standard, options);
        await server.StartAsync(Stop);
        return (server, new HttpClient { BaseAddress = server.Address });
    }
}
