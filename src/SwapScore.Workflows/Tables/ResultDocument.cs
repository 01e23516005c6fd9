using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Workflows.Tables;

/// <summary>Documents of results for programs.</summary>
internal static class ResultDocument
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
}
