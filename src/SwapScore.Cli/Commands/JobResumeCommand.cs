using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job resume</c>.</summary>
internal sealed class JobResumeCommand : JobCommand
{
    public JobResumeCommand(SharedOptions shared, CommandContext context)
        : base("resume", "Go on with a job that was canceled or has failed", shared, context)
    {
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore job resume job-7", "what was done before is not computed again")];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var job = await jobs.ResumeAsync(parsed.GetRequiredValue(Id), Stop).ConfigureAwait(false);
        run.Messages.Note($"{job.Id} is {job.State}");
        return ExitCode.Success;
    }
}
