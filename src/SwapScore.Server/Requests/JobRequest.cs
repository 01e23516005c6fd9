using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SwapScore.Server.Jobs;

namespace SwapScore.Server.Requests;

/// <summary>What a client asks for. The field <c>kind</c> says which of the kinds it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ScoreRequest), "score")]
[JsonDerivedType(typeof(StudyRequest), "study")]
[JsonDerivedType(typeof(SearchRequest), "search")]
[JsonDerivedType(typeof(ModelsRequest), "models")]
internal abstract record JobRequest
{
    private const string Fields = "see /openapi/v1.json for the fields of each kind";

    private static readonly IReadOnlyList<string> Kinds =
        [.. typeof(JobRequest).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Select(one => (string)((JsonDerivedTypeAttribute)one).TypeDiscriminator!)];

    /// <summary>Checks everything that can be checked before the work, and returns the work.</summary>
    /// <param name="context">What the request is read against.</param>
    /// <exception cref="SwapScoreException">It cannot be done.</exception>
    public abstract JobWork Prepare(RequestContext context);

    /// <summary>The request as JSON, with its kind.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, ServerJson.Options)!.AsObject();

    /// <summary>Reads a request.</summary>
    /// <param name="body">As it came.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static JobRequest Read(JsonObject body)
    {
        RequireKind(body);
        try
        {
            return body.Deserialize<JobRequest>(ServerJson.Options)!;
        }
        catch (JsonException fault)
        {
            throw new UsageException($"this is no request for a job: {ServerJson.Reason(fault)}", Fields);
        }
    }

    private static void RequireKind(JsonObject body)
    {
        if (body["kind"] is not JsonValue value || !value.TryGetValue(out string? kind))
            throw new UsageException("the field kind is missing", $"kinds of jobs: {string.Join(", ", Kinds)}");
        if (!Kinds.Contains(kind)) throw new UsageException($"unknown kind of job '{PrintableText.Escape(kind)}' ({Spelling.Hint(kind, Kinds).TrimEnd('?')})");
    }
}
