using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Service;

/// <summary>A session at work: how far it is, its notes, and its result or why there is none.</summary>
public sealed class Job : IProgress<WorkProgress>, IProgress<Note>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _notes = [];
    private readonly Lock _lock = new();
    private WorkProgress? _progress;
    private Task<(JsonObject Document, Func<HtmlReport> Report)>? _work;

    /// <summary>Starts the work of a session.</summary>
    public static Job Start(Func<Job, CancellationToken, Task<(JsonObject Document, Func<HtmlReport> Report)>> work)
    {
        var job = new Job();
        job._work = Task.Run(() => work(job, job._stop.Token));
        return job;
    }

    public void Report(WorkProgress value)
    {
        lock (_lock) _progress = value;
    }

    public void Report(Note value) => _notes.Enqueue(value.Text);

    /// <summary>Asks the session to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_work!);
    }

    /// <summary>Its result as a page to read; null where there is none yet.</summary>
    public string? Page() => _work is { IsCompletedSuccessfully: true } done ? done.Result.Report().ToHtml() : null;

    /// <summary>What a client sees of it.</summary>
    public JsonObject Describe()
    {
        var (state, result, error) = _work switch
        {
            { IsCompletedSuccessfully: true } done => ("done", done.Result.Document.DeepClone(), null),
            { IsCompleted: true, Exception: var fault } => fault?.InnerException switch
            {
                null => ("stopped", null, "stopped"),
                SwapScoreException known => ("failed", null, known.Message),
                var other => ("failed", null, other.GetType().Name),
            },
            _ => ("running", (JsonNode?)null, (string?)null),
        };
        WorkProgress? progress;
        lock (_lock) progress = _progress;
        return new JsonObject
        {
            ["state"] = state,
            ["done"] = progress?.Done ?? 0,
            ["total"] = progress?.Total ?? 0,
            ["notes"] = new JsonArray([.. _notes.Select(note => (JsonNode)note)]),
            ["error"] = error,
            ["result"] = result,
        };
    }

    public void Dispose() => _stop.Dispose();
}
