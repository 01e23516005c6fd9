using SwapScore.Storage;
using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job result</c>.</summary>
internal sealed class JobResultCommand : JobCommand
{
    private readonly Option<string?> _report = ParsedOption.Text("--report", "FILE.html", "Write the report of the job, too");

    public JobResultCommand(SharedOptions shared, CommandContext context)
        : base("result", "Print the result of a job that is done, as JSON", shared, context)
    {
        Add(_report);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore job result job-7 --report search.html", "the result for a program, and the report for people")];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var id = parsed.GetRequiredValue(Id);
        run.Results.Write(await jobs.ResultAsync(id, Stop).ConfigureAwait(false));
        if (parsed.GetValue(_report) is not { } path) return ExitCode.Success;
        var report = await jobs.ReportAsync(id, Stop).ConfigureAwait(false);
        run.WriteFile(() => AtomicFile.Write(path, report));
        return ExitCode.Success;
    }
}
