using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Server.Jobs;

/// <summary>
/// The folder of a job: <c>job.json</c> says what it is and where it stands, <c>run</c> is the run folder of its session, the same as the command's
/// own, and <c>result.json</c> and <c>report.html</c> are there when it is done.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class JobFolder(string path)
{
    private const string Prefix = "job-";
    private const string RecordName = "job.json";
    private const string ResultName = "result.json";
    private const string ReportName = "report.html";

    private readonly string _record = Path.Combine(path, RecordName);

    /// <summary>Name of the job.</summary>
    public string Id => Path.GetFileName(path);

    /// <summary>The run folder of its session.</summary>
    public string Run => Path.Combine(path, "run");

    /// <summary>Path of its result; the file is there once it is done.</summary>
    public string Result => Path.Combine(path, ResultName);

    /// <summary>Path of its report; the file is there once it is done.</summary>
    public string Report => Path.Combine(path, ReportName);

    /// <summary>When the state of the job was kept last, UTC.</summary>
    public DateTime Written => File.GetLastWriteTimeUtc(_record);

    /// <summary>The folder of a job; null where there is none.</summary>
    /// <param name="jobs">The folder of all jobs.</param>
    /// <param name="id">Name of the job.</param>
    public static JobFolder? Find(string jobs, string id)
    {
        var isName = id.StartsWith(Prefix, StringComparison.Ordinal) && id.Length > Prefix.Length && id[Prefix.Length..].All(char.IsAsciiDigit);
        return isName && File.Exists(Path.Combine(jobs, id, RecordName)) ? new JobFolder(Path.Combine(jobs, id)) : null;
    }

    /// <summary>Makes this process the one that runs the job, until what is returned is disposed of or the process ends.</summary>
    /// <returns>Null where another process runs it.</returns>
    public IDisposable? Own()
    {
        try
        {
            return new FileStream(Path.Combine(path, ".owner"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Makes a folder for a new job.</summary>
    /// <param name="jobs">The folder of all jobs.</param>
    public static JobFolder CreateNext(string jobs) => new(RunFolder.CreateNext(jobs, "job"));

    /// <summary>The folders of all jobs, the oldest first.</summary>
    /// <param name="jobs">The folder of all jobs.</param>
    public static IEnumerable<JobFolder> In(string jobs) => Directory.EnumerateDirectories(jobs, Prefix + "*")
        .Select(path => (Path: path, Number: int.TryParse(Path.GetFileName(path)[Prefix.Length..], out var number) ? number : 0))
        .OrderBy(one => one.Number)
        .Select(one => new JobFolder(one.Path));

    /// <summary>Keeps where the job stands.</summary>
    public void Write(JobRecord record) =>
        AtomicFile.Write(_record, JsonText.Document(JsonSerializer.SerializeToNode(record, ServerJson.Options)!.AsObject()));

    /// <summary>Where the job stood when that was last kept; null where there is nothing to read, as after a crash while it was made.</summary>
    /// <exception cref="InputException">What is there is no job.</exception>
    public JobRecord? Read()
    {
        if (!File.Exists(_record)) return null;
        try
        {
            return JsonSerializer.Deserialize<JobRecord>(File.ReadAllText(_record), ServerJson.Options);
        }
        catch (JsonException fault)
        {
            throw new InputException($"{_record} is no job: {fault.Message}", "remove its folder, or restore it from a copy", fault);
        }
    }

    /// <summary>Keeps what the job has found.</summary>
    public void WriteResult(JsonObject document, Workflows.Html.HtmlReport report)
    {
        AtomicFile.Write(Result, JsonText.Document(document));
        report.Save(Report);
    }
}
