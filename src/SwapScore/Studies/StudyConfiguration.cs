using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Storage;

namespace SwapScore.Studies;

/// <summary>A <see cref="StudyDefinition"/> as JSON, as it lies beside the rows.</summary>
internal static class StudyConfiguration
{
    /// <summary>Name of the field of the shard.</summary>
    public const string ShardField = "shard";

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
        if (definition.Shard is { } shard) json[ShardField] = shard.ToString();
        return json;
    }

    /// <summary>A definition as it was written.</summary>
    /// <param name="json">The document.</param>
    /// <param name="path">Where it lies, for errors.</param>
    /// <exception cref="InputException">It is no definition.</exception>
    public static StudyDefinition Read(JsonObject json, string path)
    {
        try
        {
            var options = json["options"]!.DeepClone().AsObject();
            options["schemaVersion"] = (int)json["schemaVersion"]!;
            return new StudyDefinition
            {
                Version = (string)json["version"]!,
                Study = (string)json["study"]!,
                Space = (string)json["space"]!,
                Task = (string?)json["task"],
                Options = EvaluationJson.ReadOptions(options.ToJsonString()),
                BatchSize = (int)json["batch"]!["size"]!,
                BatchFingerprint = (string)json["batch"]!["fingerprint"]!,
                Columns = Texts(json["columns"]),
                Aggregates = MetricExpression.ParseAll(Texts(json["aggregates"]), MetricCatalog.Standard, TableMetric.Find),
                TruthFingerprint = (string)json["truthFingerprint"]!,
                Limit = (int?)json["limit"],
                SkipInvalid = (bool)json["skipInvalid"]!,
                Shard = (string?)json[ShardField] is { } shard ? Shard.Parse(shard) : null,
            };
        }
        catch (Exception fault) when (fault is NullReferenceException or InvalidOperationException or FormatException or SwapScoreException)
        {
            throw new InputException($"{path} is not the configuration of a study", Remedy.StartAgain(), fault);
        }
    }

    /// <summary>Refuses a study whose stored configuration is another one, naming what differs.</summary>
    /// <exception cref="UsageException">The configurations differ.</exception>
    /// <exception cref="InputException">The stored text is not a configuration.</exception>
    public static void RequireSame(StudyDefinition definition, string stored, string path) => StoredConfiguration.RequireSame(ToJson(definition), stored, path, "study");

    private static IReadOnlyList<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(text => (string)text!)];
}
