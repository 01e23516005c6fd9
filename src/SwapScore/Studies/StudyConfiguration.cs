using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Storage;

namespace SwapScore.Studies;

/// <summary>A <see cref="StudyDefinition"/> as JSON, as it lies beside the rows.</summary>
internal static class StudyConfiguration
{
    /// <summary>The definition as JSON.</summary>
    /// <param name="definition">What is studied.</param>
    public static JsonObject ToJson(StudyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var json = new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = definition.Version,
            ["study"] = definition.Study,
            ["space"] = definition.Space,
            ["task"] = definition.Task,
            ["options"] = EvaluationJson.Node(definition.Options),
            ["batch"] = EvaluationJson.BatchNode(definition.BatchSize, definition.BatchFingerprint),
            ["columns"] = new JsonArray([.. definition.Columns.Select(metric => (JsonNode)metric)]),
            ["truthFingerprint"] = definition.TruthFingerprint,
            ["limit"] = definition.Limit,
            ["skipInvalid"] = definition.SkipInvalid,
        };
        if (definition.Aggregates.Count > 0) json["aggregates"] = new JsonArray([.. definition.Aggregates.Select(aggregate => (JsonNode)aggregate.Text)]);
        return json;
    }

    /// <summary>Refuses a study whose stored configuration is another one, naming what differs.</summary>
    /// <exception cref="UsageException">The configurations differ.</exception>
    /// <exception cref="InputException">The stored text is not a configuration.</exception>
    public static void RequireSame(StudyDefinition definition, string stored, string path) => StoredConfiguration.RequireSame(ToJson(definition), stored, path, "study");
}
