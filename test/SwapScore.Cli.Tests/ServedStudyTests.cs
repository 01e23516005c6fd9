using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Cli.Tests;

/// <summary>A study that services or workers in processes of their own evaluate, while they are killed, started again, halted and continued.</summary>
public sealed class ServedStudyTests : IDisposable
{
    private const int Services = 3;
    private const int Architectures = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;
    private readonly Process?[] _services = new Process?[Services];
    private readonly int[] _ports = FreePorts();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Assembly => typeof(CommandLine).Assembly.Location;

    public void Dispose()
    {
        foreach (var service in _services)
        {
            service?.Kill();
            service?.WaitForExit();
            service?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory(Explicit = true)]
    [InlineData("swap,synflow", 60, 3)]
    public async Task Study_ServicesKilledAndHalted_WritesTheBytesOfThisMachine(string metrics, int repeats, int leastFaults)
    {
        var study = await StudyHereAsync(metrics, repeats);
        for (var i = 0; i < Services; i++)
            _services[i] = Serve(i);
        for (var i = 0; i < Services; i++)
            await ReadyAsync(i);
        var addresses = string.Join(',', _ports.Select(port => $"http://127.0.0.1:{port}"));
        var faults = 0;
        string[] served = [.. study, "--server", addresses, "--output", Path.Combine(_folder, "there")];
        var running = RunAsync(served);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(700, Stop));
            if (running.IsCompleted) break;
            await DisturbAsync(faults++);
        }

        await running;
        await RequireEqualAsync();
        Assert.True(faults >= leastFaults, $"the study was over after {faults} faults");
    }

    [Theory(Explicit = true)]
    [InlineData("swap", 40, 1)]
    public async Task Study_WorkersKilledAndHaltedPastTheirLease_WritesTheBytesOfThisMachine(string metrics, int repeats, int leastFaults)
    {
        var study = await StudyHereAsync(metrics, repeats);
        _services[0] = Start(["serve", "--listen", $"127.0.0.1:{_ports[0]}", "--folder", Path.Combine(_folder, "service"), "--workers-only", "--lease", "0.5", "--no-store"]);
        await ReadyAsync(0);
        for (var i = 1; i < Services; i++)
            _services[i] = Join();
        string[] served = [.. study, "--server", $"http://127.0.0.1:{_ports[0]}", "--output", Path.Combine(_folder, "there")];
        var running = RunAsync(served);
        var faults = 0;
        for (; !running.IsCompleted; faults++)
        {
            await Task.WhenAny(running, Task.Delay(1_500, Stop));
            var at = 1 + faults % (Services - 1);
            if (faults % 2 == 0)
            {
                // Long past the lease: others have its part by then, and what it reports after that counts no more.
                Signal("STOP", _services[at]!);
                await Task.WhenAny(running, Task.Delay(2_500, Stop));
                Signal("CONT", _services[at]!);
                continue;
            }

            _services[at]!.Kill();
            await _services[at]!.WaitForExitAsync(Stop);
            _services[at]!.Dispose();
            _services[at] = Join();
        }

        await running;
        await RequireEqualAsync();
        Assert.True(faults >= leastFaults, $"the study was over after {faults} faults");
    }

    /// <summary>Runs the study on this machine alone.</summary>
    /// <returns>Its command line, without the folder.</returns>
    private async Task<string[]> StudyHereAsync(string metrics, int repeats)
    {
        var truth = Path.Combine(_folder, "truth.csv");
        var space = SearchSpaces.Find("darts");
        var key = RandomKey.FromSeed(0);
        await File.WriteAllLinesAsync(truth, Enumerable.Range(0, Architectures).Select(i => $"\"{space.Sample(key.Derive(RandomPurpose.Architecture, i)).Text}\",{90 + i % 7}"), Stop);
        string[] study = ["study", "darts", "--truth", truth, "--metric", metrics, "--repeats", $"{repeats}", "--no-store"];
        await RunAsync([.. study, "--output", Path.Combine(_folder, "here")]);
        return study;
    }

    private async Task RequireEqualAsync()
    {
        foreach (var file in (string[])["config.json", "rows.csv", "results.jsonl", "report.json"])
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder, "here", file), Stop), await File.ReadAllTextAsync(Path.Combine(_folder, "there", file), Stop));
    }

    /// <summary>Kills a service and starts it again, or halts one for a second.</summary>
    private async Task DisturbAsync(int number)
    {
        var at = number % Services;
        if (number % 4 == 3)
        {
            Signal("STOP", _services[at]!);
            await Task.Delay(1_000, Stop);
            Signal("CONT", _services[at]!);
            return;
        }

        _services[at]!.Kill();
        await _services[at]!.WaitForExitAsync(Stop);
        _services[at]!.Dispose();
        _services[at] = Serve(at);
        await ReadyAsync(at);
    }

    /// <summary>Waits until a service answers; on a busy machine that takes longer than faults may be apart.</summary>
    private async Task ReadyAsync(int at)
    {
        using var client = new HttpClient();
        while (!_services[at]!.HasExited)
        {
            try
            {
                await client.GetStringAsync(new Uri($"http://127.0.0.1:{_ports[at]}/healthz"), Stop);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, Stop);
            }
        }
    }

    private Process Serve(int at) => Start(["serve", "--listen", $"127.0.0.1:{_ports[at]}", "--folder", Path.Combine(_folder, $"service-{at}"), "--threads", "1", "--no-store"]);

    private Process Join() => Start(["work", "--join", $"http://127.0.0.1:{_ports[0]}", "--folder", Path.Combine(_folder, "batches"), "--threads", "1"]);

    private static async Task RunAsync(string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        await output;
        Assert.True(process.ExitCode == 0, await error);
    }

    private static Process Start(string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (arguments[0] is not ("serve" or "work")) return process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Signal(string name, Process process)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static int[] FreePorts()
    {
        var listeners = Enumerable.Range(0, Services).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
