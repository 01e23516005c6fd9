using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Spaces;
using SwapScore.Storage;

namespace SwapScore.Workflows.Tables;

/// <summary>Documents of results for programs.</summary>
public static class ResultDocument
{
    /// <summary>Version of the form of all documents, their first field.</summary>
    public const int SchemaVersion = JsonText.SchemaVersion;

    /// <summary>A document with its <c>schemaVersion</c> first.</summary>
    /// <param name="fields">What it says, in order.</param>
    public static JsonObject Create(IEnumerable<KeyValuePair<string, JsonNode?>> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())).Prepend(KeyValuePair.Create("schemaVersion", (JsonNode?)JsonText.SchemaVersion)));

    /// <summary>A document that holds an array.</summary>
    /// <param name="name">Name of the array.</param>
    /// <param name="items">Its items.</param>
    public static JsonObject Create(string name, IEnumerable<JsonObject> items) =>
        Create([KeyValuePair.Create(name, (JsonNode?)new JsonArray([.. items]))]);

    /// <summary>What a search space says of itself. Its size is exact, and therefore a text: no number type of a reader would hold it.</summary>
    /// <param name="space">The space.</param>
    public static JsonObject Describe(ISearchSpace space) => new()
    {
        ["name"] = space.Name,
        ["size"] = space.Size.ToString(CultureInfo.InvariantCulture),
        ["summary"] = space.Summary,
        ["source"] = space.Source,
    };

    /// <summary>The text of a document: indented, ending in a line break.</summary>
    /// <param name="document">The document.</param>
    public static string Write(JsonObject document) => JsonText.Document(document);
}
