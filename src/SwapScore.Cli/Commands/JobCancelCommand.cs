using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job cancel</c>.</summary>
internal sealed class JobCancelCommand : JobCommand
{
    public JobCancelCommand(SharedOptions shared, CommandContext context)
        : base("cancel", "Cancel a job; what is done is kept", shared, context)
    {
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore job cancel job-7", "stops it after the evaluations in progress")];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var job = await jobs.CancelAsync(parsed.GetRequiredValue(Id), Stop).ConfigureAwait(false);
        run.Messages.Note(job.IsAtRest ? $"{job.Id} is {job.State}" : $"{job.Id} stops after the evaluations in progress; what is done is kept");
        return ExitCode.Success;
    }
}
