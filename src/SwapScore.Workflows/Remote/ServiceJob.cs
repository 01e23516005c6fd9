using System.Text.Json.Nodes;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Remote;

/// <summary>A job as its service described it last.</summary>
public sealed class ServiceJob
{
    /// <param name="view">What the service answers of a job.</param>
    internal ServiceJob(JsonObject view) => View = view;

    /// <summary>Its name, such as <c>job-7</c>.</summary>
    public string Id => Text(View, "id") ?? "";

    /// <summary>Where it is: <c>waiting</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>canceled</c>.</summary>
    public string State => Text(View, "state") ?? "";

    /// <summary>Whether nothing happens any more unless it is resumed.</summary>
    public bool IsAtRest => State is not ("waiting" or "running");

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Fault => Text(View["fault"], "message");

    /// <summary>What can be done about the fault; null where the fault says it all.</summary>
    public string? FaultRemedy => Text(View["fault"], "remedy");

    /// <summary>The kind of fault; null where there is none, or an unexpected one.</summary>
    public FaultKind? FaultKind => Enum.TryParse<FaultKind>(Text(View["fault"], "kind"), ignoreCase: true, out var kind) ? kind : null;

    /// <summary>How far it is.</summary>
    public WorkProgress Progress => new((int)(Number("done") ?? 0), (int)(Number("total") ?? 0), Text(View, "doing"));

    /// <summary>All of it, as a table and as a document.</summary>
    public Outcome Listing => JobListings.One(this);

    /// <summary>What it had to say.</summary>
    internal IEnumerable<Note> Notes => from note in View["notes"] as JsonArray ?? []
                                        where Text(note, "text") is not null
                                        select new Note(Text(note, "text")!, note["isWarning"] is JsonValue warning && warning.TryGetValue(out bool isWarning) && isWarning);

    /// <summary>What the service answers of it.</summary>
    internal JsonObject View { get; }

    /// <summary>A field that holds a number; null where it does not.</summary>
    internal double? Number(string field) => View[field] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    /// <summary>A field of an object that holds a text; null where there is none.</summary>
    internal static string? Text(JsonNode? owner, string field) => owner is JsonObject view && view[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
