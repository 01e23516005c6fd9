using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job show</c>.</summary>
internal sealed class JobShowCommand : JobCommand
{
    public JobShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show a job: state, progress, notes, fault and request", shared, context)
    {
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore job show job-7", "where it stands"),
        ("swapscore job show job-7 --json", "for a program"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        run.Results.Write((await jobs.FindAsync(parsed.GetRequiredValue(Id), Stop).ConfigureAwait(false)).Listing);
        return ExitCode.Success;
    }
}
