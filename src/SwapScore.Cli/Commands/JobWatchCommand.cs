using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job watch</c>: ends when the job does, as the job does.</summary>
internal sealed class JobWatchCommand : JobCommand
{
    public JobWatchCommand(SharedOptions shared, CommandContext context)
        : base("watch", "Watch a job until it is done, has failed or is canceled", shared, context)
    {
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore job watch job-7", "its progress and notes; Ctrl-C stops watching, and the job goes on")];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var job = await run.RunAsync(() => jobs.WatchAsync(parsed.GetRequiredValue(Id), run.Progress, run.Notes, Stop)).ConfigureAwait(false);
        if (job.Fault is { } fault)
        {
            run.Messages.Error($"{job.Id} failed: {fault}", job.FaultRemedy ?? $"'swapscore job resume {job.Id}' goes on with it");
            return job.FaultKind is { } kind ? ExitCodes.From(kind) : ExitCode.Failed;
        }

        run.Messages.Note(job.State == "done" ? $"{job.Id} is done; next: swapscore job result {job.Id}" : $"{job.Id} is {job.State}; 'swapscore job resume {job.Id}' goes on with it");
        return job.State == "done" ? ExitCode.Success : ExitCode.Failed;
    }
}
