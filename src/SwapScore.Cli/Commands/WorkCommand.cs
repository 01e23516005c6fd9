using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore work</c>: this machine computes for scoring services.</summary>
internal sealed class WorkCommand : ProductCommand
{
    private const double Gigabyte = 1 << 30;

    private readonly Option<string[]> _join;
    private readonly Option<string?> _token = ParsedOption.Text("--token", "TOKEN", $"Their token; default: what {ServiceOption.TokenVariable} holds, which other users of the machine cannot see");
    private readonly Option<string?> _folder = ParsedOption.Text("--folder", "DIR", "Folder of samples that came from services; default: batches in the user's folder for caches");
    private readonly Option<double?> _disk = ParsedOption.OptionalPositive("--disk", "GB", "Most gigabytes of samples in that folder; default: 8");
    private readonly Option<double?> _patience = ParsedOption.OptionalPositive("--patience", "MINUTES", "How long a service may not answer before the worker ends; default: 10");

    public WorkCommand(SharedOptions shared, CommandContext context)
        : base("work", "Compute for scoring services: this machine joins them and takes evaluations", shared, context)
    {
        _join = ParsedOption.List("--join", "Scoring services, separated by commas", "URL,…");
        _join.Required = true;
        AddOptions([_join, _token, shared.Threads, _folder, _disk, _patience, .. shared.Store.All]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore work --join http://127.0.0.1:5080", "until Ctrl-C; the service gives to others what is not done"),
        ("swapscore work --join http://10.0.0.7:5080 --patience 1", "ends a minute after the service has ended"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var options = ReadOptions(parsed);
        Context.Interruption.IsHeeded = true;
        var done = await run.Workflows.WorkAsync(options, run.Notes, Context.Interruption.Token).ConfigureAwait(false);
        run.Messages.Note(string.Create(CultureInfo.InvariantCulture, $"left after {done:N0} evaluations"));
        return Context.Interruption.Code;
    }

    private WorkerOptions ReadOptions(ParseResult parsed)
    {
        var options = new WorkerOptions
        {
            Services = [.. parsed.GetRequiredValue(_join).Select(ServiceOption.ReadAddress)],
            Token = parsed.GetValue(_token) ?? ServiceOption.Token,
            Threads = Shared.ReadThreads(parsed),
        };
        return options with
        {
            Folder = parsed.GetValue(_folder) ?? options.Folder,
            DiskBytes = parsed.GetValue(_disk) is { } disk ? (long)(disk * Gigabyte) : options.DiskBytes,
            Patience = parsed.GetValue(_patience) is { } minutes ? TimeSpan.FromMinutes(minutes) : options.Patience,
        };
    }
}
