using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Remote;

/// <summary>Jobs of a service as tables and documents.</summary>
internal static class JobListings
{
    private static readonly string[] Moments = ["submitted", "started", "ended"];

    /// <summary>A row for each job.</summary>
    /// <param name="jobs">The jobs, in their order.</param>
    public static Listing All(IReadOnlyList<ServiceJob> jobs) => new(
        new Table(
            [
                Column.Text("Job", "id"), Column.Text("State", "state"), Column.Text("What", "kind"), Column.ForPrograms("space"),
                Column.Number("Done", "done"), Column.Number("Of", "total"), Column.Text("Time left", "secondsLeft"),
                Column.Text("Submitted", "submitted"), Column.ForPrograms("started"), Column.ForPrograms("ended"),
            ],
            [.. jobs.Select(job => (ValueList<Cell>)
                [
                    job.Id, job.State, Cell.FromText(Request(job, "kind"), What(job)), Request(job, "space"), job.Progress.Done, job.Progress.Total,
                    Cell.FromText(Seconds(job), TimeLeft(job)), .. Moments.Select(moment => Cell.FromText(Text(job, moment), Brief(Text(job, moment)))),
                ])]),
        ResultDocument.Create("jobs", jobs.Select(job => job.View.DeepClone().AsObject())));

    /// <summary>One job: where it stands, what it had to say, and what was asked for.</summary>
    /// <param name="job">The job.</param>
    public static Listing One(ServiceJob job) => new(
        Table.FromFacts([.. Facts(job).Where(fact => fact.Value.Length > 0)]),
        ResultDocument.Create(job.View));

    private static IEnumerable<KeyValuePair<string, string>> Facts(ServiceJob job) =>
    [
        new("job", job.Id),
        new("state", job.State),
        new("progress", job.Progress is { Total: > 0 } progress ? $"{progress.Done} of {progress.Total}{(progress.Note is { } note ? $"; {note}" : "")}" : ""),
        new("time left", TimeLeft(job)),
        .. Moments.Select(moment => KeyValuePair.Create(moment, Brief(Text(job, moment)))),
        new("fault", job.Fault ?? ""),
        new("remedy", job.FaultRemedy ?? ""),
        .. job.Notes.Select(note => KeyValuePair.Create(note.IsWarning ? "warning" : "note", note.Text)),
        new("request", job.View["request"] is JsonObject request ? JsonText.Line(request) : ""),
    ];

    private static string What(ServiceJob job) => string.Join(' ', ((string[])[Request(job, "kind"), Request(job, "space")]).Where(part => part.Length > 0));

    private static string Request(ServiceJob job, string field) => ServiceJob.Text(job.View["request"], field) ?? "";

    private static string Text(ServiceJob job, string field) => ServiceJob.Text(job.View, field) ?? "";

    private static string Seconds(ServiceJob job) => job.Number("secondsLeft") is { } seconds ? seconds.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string TimeLeft(ServiceJob job) => job.Number("secondsLeft") switch
    {
        null => "",
        < 90 and var seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 5400 and var seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        var seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };

    private static string Brief(string moment) => DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : moment;
}
