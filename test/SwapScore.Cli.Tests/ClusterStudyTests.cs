using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using SwapScore.Server.Tests;

namespace SwapScore.Cli.Tests;

/// <summary>A job of two servers, each of which is killed, while PostgreSQL ends and starts again.</summary>
public sealed class ClusterStudyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;
    private readonly Process?[] _servers = new Process?[2];
    private readonly int[] _ports = [.. Enumerable.Range(0, 4).Select(_ => FreePort())];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server?.Kill();
            server?.WaitForExit();
            server?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact(Explicit = true)]
    public async Task Search_ServersKilledAndDatabaseRestarted_FindsWhatThisMachineFinds()
    {
        await using var postgres = await PostgresServer.StartAsync();
        using var client = new HttpClient();
        for (var i = 0; i < 2; i++)
            await ServeAsync(client, i, postgres.Address);
        var request = new JsonObject { ["kind"] = "search", ["space"] = "nasbench201", ["evaluations"] = 20, ["population"] = 10, ["options"] = new JsonObject { ["repeats"] = 1 } };
        using var answer = await client.PostAsJsonAsync($"{Address(0)}/api/v1/jobs", request, Stop);
        var id = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["id"]!;
        var history = Path.Combine(_folder, "jobs", id, "run", "history.jsonl");

        // Whichever server runs it, both are killed once before it is done.
        foreach (var (at, scored) in ((int, int)[])[(0, 4), (1, 10)])
        {
            while (!File.Exists(history) || File.ReadLines(history).Count() < scored)
                await Task.Delay(50, Stop);
            _servers[at]!.Kill();
            await _servers[at]!.WaitForExitAsync(Stop);
            _servers[at]!.Dispose();
            if (at == 0) await postgres.RestartAsync();
            await ServeAsync(client, at, postgres.Address);
        }

        JsonObject? job;
        while ((string?)(job = await client.GetFromJsonAsync<JsonObject>($"{Address(0)}/api/v1/jobs/{id}", Stop))!["state"] is "waiting" or "running")
            await Task.Delay(200, Stop);
        Assert.True((string?)job["state"] == "done", job.ToJsonString());

        using var alone = Start("search", "--space", "nasbench201", "--evaluations", "20", "--population", "10", "--repeats", "1", "--output", Path.Combine(_folder, "alone"), "--no-store", "--json");
        var expected = await alone.StandardOutput.ReadToEndAsync(Stop);
        await alone.WaitForExitAsync(Stop);
        Assert.Equal(JsonNode.Parse(expected)!["best"]!.ToJsonString(), JsonNode.Parse(await client.GetStringAsync(new Uri($"{Address(1)}/api/v1/jobs/{id}/result"), Stop))!["best"]!.ToJsonString());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder, "alone", "history.jsonl"), Stop), await File.ReadAllTextAsync(history, Stop));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private string Address(int at) => $"http://127.0.0.1:{_ports[at]}";

    /// <summary>Starts a server and waits until it answers.</summary>
    private async Task ServeAsync(HttpClient client, int at, string cluster)
    {
        var server = _servers[at] = Start("serve", "--listen", $"127.0.0.1:{_ports[at]}", "--silo", $"127.0.0.1:{_ports[2 + at]}", "--cluster", cluster, "--folder", _folder, "--threads", "1", "--no-store");
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        while (true)
        {
            Assert.False(server.HasExited, "a server does not start");
            try
            {
                await client.GetStringAsync(new Uri($"{Address(at)}/healthz"), Stop);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, Stop);
            }
        }
    }
}
