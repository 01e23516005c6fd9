using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Json;

namespace SwapScore.Store;

/// <summary>A result as it lies in a store.</summary>
/// <param name="Key">Hash of its <see cref="ScoreKey"/>.</param>
/// <param name="Code">Versions of the code that its scores depend on.</param>
/// <param name="Version">Version of the product that computed it.</param>
/// <param name="Added">When it was kept.</param>
/// <param name="Result">The result; null where the row is damaged.</param>
public sealed record StoredScore(string Key, string Code, string Version, DateTimeOffset Added, EvaluationResult? Result)
{
    /// <summary>All of it as a document.</summary>
    public JsonObject ToJson() => new()
    {
        ["key"] = Key,
        ["code"] = Code,
        ["version"] = Version,
        ["added"] = Moment(Added),
        ["result"] = Result is { } result ? JsonNode.Parse(EvaluationJson.Write(result)) : null,
    };

    /// <summary>A moment as documents have it: in UTC, to the second, the day first.</summary>
    /// <param name="moment">The moment.</param>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
