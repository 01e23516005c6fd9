using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore job submit</c>.</summary>
internal sealed class JobSubmitCommand : JobCommand
{
    private readonly Argument<string> _request = new("FILE") { Description = "File of the request, a JSON object with a kind; - is standard input" };

    public JobSubmitCommand(SharedOptions shared, CommandContext context)
        : base("submit", "Submit a job and print its name", shared, context, namesJob: false)
    {
        Add(_request);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore job submit search.json", "the file holds, for example, {\"kind\": \"search\", \"evaluations\": 100}"),
        ("swapscore job watch $(swapscore job submit search.json)", "submit it and wait for its end"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, ServiceJobs jobs)
    {
        var job = await jobs.SubmitAsync(Read(parsed.GetRequiredValue(_request)), Stop).ConfigureAwait(false);
        run.Results.Write($"{job.Id}\n");
        run.Messages.Note($"{job.Id} is {job.State}; next: swapscore job watch {job.Id}");
        return ExitCode.Success;
    }

    private string Read(string path)
    {
        try
        {
            return path == "-" ? Context.Terminal.In.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw InputException.At(path, fault);
        }
    }
}
