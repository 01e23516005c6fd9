using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwapScore.Studies;

/// <summary>A <see cref="StudyDefinition"/> as JSON, as it lies beside the rows.</summary>
internal static class StudyConfiguration
{
    public static JsonObject ToJson(StudyDefinition definition) => new JsonObject
    {
        ["schemaVersion"] = StudyJson.SchemaVersion,
        ["study"] = definition.Study,
        ["space"] = definition.Space,
        ["task"] = definition.Task,
        ["metrics"] = new JsonArray([.. definition.Columns.Select(metric => (JsonNode)metric)]),
        ["repeats"] = definition.Options.Repeats,
        ["seed"] = definition.Options.Seed,
        ["initializer"] = definition.Options.Initializer,
        ["mu"] = definition.Options.Mu,
        ["sigma"] = definition.Options.Sigma,
        ["batchSize"] = definition.BatchSize,
        ["batchFingerprint"] = definition.BatchFingerprint,
        ["truthFingerprint"] = definition.TruthFingerprint,
        ["limit"] = definition.Limit,
        ["skipInvalid"] = definition.SkipInvalid,
        ["version"] = definition.Version,
    }.WithDevice(definition.Options.Device);

    /// <summary>Refuses a study whose stored configuration is another one, naming what differs.</summary>
    /// <exception cref="UsageException">The configurations differ.</exception>
    /// <exception cref="InputException">The stored text is not a configuration.</exception>
    public static void RequireSame(StudyDefinition definition, string stored, string path) => RequireSame(ToJson(definition), stored, path, "study");

    /// <summary>The same for any configuration.</summary>
    /// <param name="now">The configuration of this run.</param>
    /// <param name="stored">That of the earlier run.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="what">What is resumed, in a word.</param>
    public static void RequireSame(JsonObject now, string stored, string path, string what)
    {
        JsonObject before;
        try
        {
            before = JsonNode.Parse(stored)!.AsObject();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InputException($"{path} is not the configuration of a {what}: {fault.Message}", "start again with --force", fault);
        }

        var differences = now.Select(pair => pair.Key).Union(before.Select(pair => pair.Key))
            .Where(key => !JsonNode.DeepEquals(now[key], before[key]))
            .Select(key => $"{key} was {Show(before[key])} and is {Show(now[key])}")
            .ToList();
        if (differences.Count > 0)
        {
            throw new UsageException(
                $"cannot resume: the {what} was started with other settings: {string.Join("; ", differences)}",
                "give the settings it was started with, or start again with --force");
        }
    }

    private static string Show(JsonNode? value) => value?.ToJsonString(StudyJson.Compact) ?? "none";
}
