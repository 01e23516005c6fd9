using System.Text.Json.Nodes;

namespace SwapScore.Storage;

/// <summary>The fields of documents, as people and comparisons take them.</summary>
internal static class JsonFields
{
    /// <summary>All fields that have a value; those of objects inside are named after them, as in <c>options.seed</c>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="prefix">What names begin with. Default: nothing.</param>
    public static IEnumerable<KeyValuePair<string, JsonNode>> Flatten(JsonObject document, string prefix = "") =>
        document.SelectMany(field => field.Value switch
        {
            null => [],
            JsonObject inner => Flatten(inner, $"{prefix}{field.Key}."),
            var value => [KeyValuePair.Create(prefix + field.Key, value)],
        });

    /// <summary>A copy without the fields that have no value.</summary>
    /// <param name="document">The document.</param>
    public static JsonObject WithoutEmpty(JsonObject document) =>
        new(document.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, Copy(field.Value))));

    private static JsonNode? Copy(JsonNode? node) => node switch
    {
        JsonObject inner => WithoutEmpty(inner),
        JsonArray items => new JsonArray([.. items.Select(Copy)]),
        _ => node?.DeepClone(),
    };
}
