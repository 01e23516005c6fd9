using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job list</c>.</summary>
internal sealed class JobListCommand : JobCommand
{
    private const int Newest = 50;

    private readonly Option<bool> _all = new("--all") { Description = "All jobs; default: the newest 50" };

    public JobListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List the jobs of a scoring service, the newest first", shared, context, namesJob: false)
    {
        Add(_all);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore job list", "the newest 50 jobs of the service on this machine"),
        ("swapscore job list --server http://lab:5080 --all --format csv", "all jobs of another one, for a program"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        run.Results.Write(await jobs.ListAsync(parsed.GetValue(_all) ? int.MaxValue : Newest, Stop).ConfigureAwait(false));
        return ExitCode.Success;
    }
}
