using System.CommandLine;
using System.Net;
using System.Runtime.CompilerServices;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Server;
using SwapScore.Server.Hosting;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore serve</c>: the scoring service.</summary>
internal sealed class ServeCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "Address and port; other machines reach a service only where the address is theirs to reach, and then it needs a token",
        HelpName = "ADDRESS:PORT",
        DefaultValueFactory = _ => "127.0.0.1:5080",
    };

    private readonly Option<string> _folder = new("--folder")
    {
        Description = "Folder of its jobs and of files that clients send",
        HelpName = "DIR",
        DefaultValueFactory = _ => "server",
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = $"What clients have to send as 'Authorization: Bearer TOKEN'; default: what {ServiceOption.TokenVariable} holds, which other users of the machine cannot see",
        HelpName = "TOKEN",
    };

    public ServeCommand(SharedOptions shared, CommandContext context)
        : base("serve", "Run a scoring service: jobs over HTTP, with a live page")
    {
        (_shared, _context) = (shared, context);
        Add(_listen);
        Add(_folder);
        Add(_token);
        Add(shared.Threads);
        Add(shared.DataRoot);
        shared.Store.AddTo(this);
        Add(shared.Service.Address);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore serve", "for this machine alone; the live page is http://127.0.0.1:5080"),
        ("swapscore serve --listen 0.0.0.0:5080", "for a group; the token comes from the environment"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        return await ServeAsync(parsed, run).ConfigureAwait(false);
    }

    // A method of its own, so that other commands start without loading the service.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<int> ServeAsync(ParseResult parsed, CommandOutput run)
    {
        var options = ReadOptions(parsed);
        await using var server = ScoringServer.Create(run.Workflows with { DataFolder = _shared.ReadDataRoot(parsed, run.Workflows).Path }, options);
        await server.StartAsync(_context.Interruption.Token).ConfigureAwait(false);
        run.Messages.Note($"serving {server.Address}, jobs in {Path.GetFullPath(options.Folder)}; Ctrl-C stops, the next start goes on with what is not done");
        _context.Interruption.IsHeeded = true;
        var stopped = new TaskCompletionSource();
        await using (_context.Interruption.Token.Register(stopped.SetResult))
            await stopped.Task.ConfigureAwait(false);
        await server.StopAsync().ConfigureAwait(false);
        return (int)_context.Interruption.Code;
    }

    private ServerOptions ReadOptions(ParseResult parsed)
    {
        var listen = parsed.GetRequiredValue(_listen);
        return new ServerOptions
        {
            Listen = IPEndPoint.TryParse(listen, out var endPoint)
                ? endPoint
                : throw new UsageException($"'{listen}' is no address with a port", "for example 127.0.0.1:5080, or 0.0.0.0:5080 for every address of this machine"),
            Folder = parsed.GetRequiredValue(_folder),
            Token = parsed.GetValue(_token) ?? ServiceOption.Token,
            Threads = _shared.ReadThreads(parsed),
        };
    }
}
