using SwapScore.Storage;
using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job</c>: the jobs of a scoring service.</summary>
/// <param name="shared">The options that several commands have.</param>
/// <param name="context">What commands work with.</param>
internal sealed class JobCommands(SharedOptions shared, CommandContext context)
{
    private const int Newest = 50;

    private readonly Argument<string> _request = new("FILE") { Description = "File of the request, a JSON object with a kind; - is standard input" };
    private readonly Argument<string> _job = new("JOB") { Description = "Name of the job (see 'swapscore job list')" };
    private readonly Option<bool> _all = new("--all") { Description = "All jobs; default: the newest 50" };
    private readonly Option<string?> _report = ParsedOption.Text("--report", "FILE.html", "Write the report of the job, too");

    public Command Create() => new CommandGroup(
        "job",
        "Submit, list, watch, cancel and resume the jobs of a scoring service",
        Create(
            "submit", "Submit a job and print its name", [shared.Service.One, _request],
            [
                ("swapscore job submit search.json", "the file holds, for example, {\"kind\": \"search\", \"evaluations\": 100}"),
                ("swapscore job watch $(swapscore job submit search.json)", "submit it and wait for its end"),
            ],
            SubmitAsync),
        Create(
            "list", "List the jobs of a scoring service, the newest first", [shared.Service.One, _all, .. shared.OfFormat],
            [
                ("swapscore job list", "the newest 50 jobs of the service on this machine"),
                ("swapscore job list --server http://lab:5080 --all --format csv", "all jobs of another one, for a program"),
            ],
            async (parsed, run, jobs) => run.Write(await jobs.ListAsync(parsed.GetValue(_all) ? int.MaxValue : Newest, run.Stop).ConfigureAwait(false))),
        Create(
            "show", "Show a job: state, progress, notes, fault and request", [_job, shared.Service.One, .. shared.OfFormat],
            [("swapscore job show job-7", "where it stands"), ("swapscore job show job-7 --json", "for a program")],
            async (parsed, run, jobs) => run.Write((await jobs.FindAsync(parsed.GetRequiredValue(_job), run.Stop).ConfigureAwait(false)).Listing)),
        Create(
            "watch", "Watch a job until it is done, has failed or is canceled", [_job, shared.Service.One],
            [("swapscore job watch job-7", "its progress and notes; Ctrl-C stops watching, and the job goes on")], WatchAsync),
        Create(
            "result", "Print the result of a job that is done, as JSON", [_job, shared.Service.One, _report],
            [("swapscore job result job-7 --report search.html", "the result for a program, and the report for people")], WriteResultAsync),
        Create(
            "cancel", "Cancel a job; what is done is kept", [_job, shared.Service.One], [("swapscore job cancel job-7", "stops it after the evaluations in progress")],
            async (parsed, run, jobs) =>
            {
                var job = await jobs.CancelAsync(parsed.GetRequiredValue(_job), run.Stop).ConfigureAwait(false);
                run.Messages.Note(job.IsAtRest ? $"{job.Id} is {job.State}" : $"{job.Id} stops after the evaluations in progress; what is done is kept");
                return ExitCode.Success;
            }),
        Create(
            "resume", "Go on with a job that was canceled or has failed", [_job, shared.Service.One], [("swapscore job resume job-7", "what was done before is not computed again")],
            async (parsed, run, jobs) =>
            {
                var job = await jobs.ResumeAsync(parsed.GetRequiredValue(_job), run.Stop).ConfigureAwait(false);
                run.Messages.Note($"{job.Id} is {job.State}");
                return ExitCode.Success;
            }));

    private ShortCommand Create(
        string name, string description, IEnumerable<Symbol> takes, (string Line, string Meaning)[] examples, Func<ParseResult, CommandOutput, ServiceJobs, Task<ExitCode>> run) =>
        new(name, description, shared, context, takes, examples, async (parsed, output) =>
        {
            using var jobs = output.Workflows.JobsAt(shared.Service.ReadOne(parsed), ServiceOption.Token);
            return await run(parsed, output, jobs).ConfigureAwait(false);
        });

    private async Task<ExitCode> SubmitAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var job = await jobs.SubmitAsync(Read(parsed.GetRequiredValue(_request)), run.Stop).ConfigureAwait(false);
        run.Results.Write($"{job.Id}\n");
        run.Messages.Note($"{job.Id} is {job.State}; next: swapscore job watch {job.Id}");
        return ExitCode.Success;
    }

    private string Read(string path)
    {
        try
        {
            return path == "-" ? context.Terminal.In.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw InputException.At(path, fault);
        }
    }

    /// <summary>Ends when the job does, as the job does.</summary>
    private async Task<ExitCode> WatchAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var job = await run.RunAsync(() => jobs.WatchAsync(parsed.GetRequiredValue(_job), run.Progress, run.Notes, run.Stop)).ConfigureAwait(false);
        if (job.Fault is { } fault)
        {
            run.Messages.Error($"{job.Id} failed: {fault}", job.FaultRemedy ?? $"'swapscore job resume {job.Id}' goes on with it");
            return job.FaultKind is { } kind ? ExitCodes.From(kind) : ExitCode.Failed;
        }

        run.Messages.Note(job.State == "done" ? $"{job.Id} is done; next: swapscore job result {job.Id}" : $"{job.Id} is {job.State}; 'swapscore job resume {job.Id}' goes on with it");
        return job.State == "done" ? ExitCode.Success : ExitCode.Failed;
    }

    private async Task<ExitCode> WriteResultAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var id = parsed.GetRequiredValue(_job);
        run.Results.Write(await jobs.ResultAsync(id, run.Stop).ConfigureAwait(false));
        if (parsed.GetValue(_report) is not { } path) return ExitCode.Success;
        var report = await jobs.ReportAsync(id, run.Stop).ConfigureAwait(false);
        run.WriteFile(() => AtomicFile.Write(path, report));
        return ExitCode.Success;
    }
}
