using System.Net;
using System.Runtime.CompilerServices;
using SwapScore.Server;
using SwapScore.Server.Hosting;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore serve</c>: the scoring service.</summary>
internal sealed class ServeCommand : ProductCommand
{
    private const string ClusterVariable = "SWAPSCORE_CLUSTER";

    private readonly Option<string> _listen = ParsedOption.Text(
        "--listen", "ADDRESS:PORT", "Address and port; other machines reach a service only where the address is theirs to reach, and then it needs a token",
        "127.0.0.1:5080");
    private readonly Option<string> _folder = ParsedOption.Text("--folder", "DIR", "Folder of its jobs and of files that clients send", "server");
    private readonly Option<string?> _token = ParsedOption.Text(
        "--token", "TOKEN",
        $"What clients have to send as 'Authorization: Bearer TOKEN'; default: what {ServiceOption.TokenVariable} holds, which other users of the machine cannot see");
    private readonly Option<bool> _leave = new("--workers-only") { Description = "Leave all evaluations to workers that join ('swapscore work'); without any, jobs wait" };
    private readonly Option<double?> _lease = ParsedOption.OptionalPositive("--lease", "SECONDS", "How long a worker may say nothing before others get its evaluations; default: 10");
    private readonly Option<bool> _logJson = new("--log-json") { Description = "Write the log as JSON objects, one per line, for programs" };
    private readonly Option<string?> _cluster = ParsedOption.Text(
        "--cluster", "postgres://…", $"Share the jobs of the folder with other servers, which find each other in this database; default: what {ClusterVariable} holds, else alone");
    private readonly Option<string?> _silo = ParsedOption.Text("--silo", "ADDRESS:PORT", "Where other servers of the cluster reach this one; default: a free port at the address of --listen");

    public ServeCommand(SharedOptions shared, CommandContext context)
        : base("serve", "Run a scoring service: jobs over HTTP, with a live page", shared, context)
    {
        AddOptions([_listen, _folder, _token, _logJson, shared.Threads, _leave, _lease, _cluster, _silo, shared.DataRoot, .. shared.Store.All, shared.Service.Address]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore serve", "for this machine alone; the live page is http://127.0.0.1:5080"),
        ("swapscore serve --listen 0.0.0.0:5080", "for a group; the token comes from the environment"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => ServeAsync(parsed, run);

    // A method of its own, so that other commands start without loading the service.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async ValueTask<ExitCode> ServeAsync(ParseResult parsed, CommandOutput run)
    {
        var options = ReadOptions(parsed);
        await using var server = ScoringServer.Create(run.Workflows with { DataFolder = Shared.ReadDataRoot(parsed, run.Workflows).Path }, options);
        await server.StartAsync(Context.Interruption.Token).ConfigureAwait(false);
        run.Messages.Note($"serving {server.Address}, jobs in {Path.GetFullPath(options.Folder)}; Ctrl-C stops, the next start goes on with what is not done");
        Context.Interruption.IsHeeded = true;
        var stopped = new TaskCompletionSource();
        await using (Context.Interruption.Token.Register(stopped.SetResult))
            await stopped.Task.ConfigureAwait(false);
        await server.StopAsync().ConfigureAwait(false);
        return Context.Interruption.Code;
    }

    private ServerOptions ReadOptions(ParseResult parsed)
    {
        var options = new ServerOptions
        {
            Listen = ReadEndPoint(parsed.GetRequiredValue(_listen)),
            Folder = parsed.GetRequiredValue(_folder),
            Token = parsed.GetValue(_token) ?? ServiceOption.Token,
            Threads = Shared.ReadThreads(parsed),
            LeavesAllToWorkers = parsed.GetValue(_leave),
            LogsJson = parsed.GetValue(_logJson),
            Cluster = parsed.GetValue(_cluster) ?? Environment.GetEnvironmentVariable(ClusterVariable),
            Silo = parsed.GetValue(_silo) is { } silo ? ReadEndPoint(silo) : null,
        };
        return parsed.GetValue(_lease) is { } seconds ? options with { Lease = TimeSpan.FromSeconds(seconds) } : options;
    }

    private static IPEndPoint ReadEndPoint(string text) => IPEndPoint.TryParse(text, out var endPoint)
        ? endPoint
        : throw new UsageException($"'{text}' is no address with a port", "for example 127.0.0.1:5080, or 0.0.0.0:5080 for every address of this machine");
}
