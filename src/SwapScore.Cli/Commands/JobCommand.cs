using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary>A command about jobs of a scoring service.</summary>
internal abstract class JobCommand : ProductCommand
{
    protected JobCommand(string name, string description, SharedOptions shared, CommandContext context, bool namesJob = true)
        : base(name, description, shared, context)
    {
        if (namesJob) Add(Id);
        Add(shared.Service.One);
    }

    /// <summary>The job that is meant.</summary>
    protected Argument<string> Id { get; } = new("JOB") { Description = "Name of the job (see 'swapscore job list')" };

    /// <summary>Stops asking; what the service does goes on.</summary>
    protected CancellationToken Stop => Context.Interruption.Token;

    /// <summary>Does what the command is for.</summary>
    protected abstract Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs);

    protected sealed override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        using var jobs = run.Workflows.JobsAt(Shared.Service.ReadOne(parsed), ServiceOption.Token);
        return await RunAsync(parsed, run, jobs).ConfigureAwait(false);
    }
}
