using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SwapScore.Server.Tests;

/// <summary>PostgreSQL on a free port, with its data in a temporary folder; the test is skipped where it is not installed.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-postgres").FullName;
    private readonly string _programs;
    private readonly int _port;
    private Process? _process;

    private PostgresServer(string programs)
    {
        _programs = programs;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The address of a database in it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"postgres://{User}@127.0.0.1:{_port}/postgres");

    public static async Task<PostgresServer> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(path => File.Exists(Path.Combine(path, "initdb"))) : null;
        Assert.SkipWhen(programs is null, "PostgreSQL is not installed");
        var server = new PostgresServer(programs!);
        await server.InitializeAsync();
        await server.BeginAsync();
        return server;
    }

    /// <summary>Ends it at once and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        End();
        await BeginAsync();
    }

    public ValueTask DisposeAsync()
    {
        End();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task InitializeAsync()
    {
        if (Environment.UserName == "root")
        {
            using var give = Process.Start("chown", [User, _folder]);
            await give.WaitForExitAsync();
        }

        using var init = Run("initdb", "-D", Data, "-A", "trust", "-U", User, "--no-sync", "--no-instructions");
        await init.WaitForExitAsync();
        Assert.Equal(0, init.ExitCode);
    }

    private async Task BeginAsync()
    {
        _process = Run("postgres", "-D", Data, "-p", $"{_port}", "-k", _folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");
        while (true)
        {
            Assert.False(_process.HasExited, "PostgreSQL does not start");
            using var ask = Run("pg_isready", "-q", "-h", "127.0.0.1", "-p", $"{_port}");
            await ask.WaitForExitAsync();
            if (ask.ExitCode == 0) return;
            await Task.Delay(50);
        }
    }

    private void End()
    {
        if (_process is null) return;
        using (var stop = Process.Start("kill", ["-QUIT", $"{_process.Id}"]))
            stop.WaitForExit();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Runs a program of PostgreSQL; it refuses to run as root.</summary>
    private Process Run(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        string[] line = Environment.UserName == "root" ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", path, .. arguments] : [path, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _folder };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
