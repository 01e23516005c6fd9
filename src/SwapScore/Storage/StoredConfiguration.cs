using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwapScore.Storage;

/// <summary>The configuration that lies in the folder of a run, for the run that resumes it.</summary>
internal static class StoredConfiguration
{
    /// <summary>Refuses a configuration that is not the stored one, naming what differs.</summary>
    /// <param name="now">The configuration of this run.</param>
    /// <param name="stored">That of the earlier run.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="what">What is resumed, in a word.</param>
    /// <exception cref="UsageException">The configurations differ, or the stored one is of another version of the documents.</exception>
    /// <exception cref="InputException">The stored text is not a configuration.</exception>
    public static void RequireSame(JsonObject now, string stored, string path, string what)
    {
        var document = Read(stored, path, what);
        RequireSchema(document, path, what);
        var (after, before) = (JsonFields.Flatten(now).ToDictionary(), JsonFields.Flatten(document).ToDictionary());
        var differences = after.Keys.Union(before.Keys)
            .Where(field => !JsonNode.DeepEquals(after.GetValueOrDefault(field), before.GetValueOrDefault(field)))
            .Select(field => $"{field} was {Show(before.GetValueOrDefault(field))} and is {Show(after.GetValueOrDefault(field))}")
            .ToList();
        if (differences.Count > 0)
        {
            throw new UsageException(
                $"cannot resume: the {what} was started with other settings: {string.Join("; ", differences)}",
                Remedy.StartAgain("give the settings it was started with"));
        }
    }

    private static void RequireSchema(JsonObject document, string path, string what)
    {
        var schema = document["schemaVersion"] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
        if (schema == JsonText.SchemaVersion) return;
        var age = schema < JsonText.SchemaVersion ? "an earlier" : "a later";
        throw new UsageException(
            $"cannot resume: the {what} of {path} was written by {age} version of swapscore, whose documents have schemaVersion {schema} where this one has {JsonText.SchemaVersion}",
            Remedy.StartAgain("resume it with the version that wrote it"));
    }

    private static JsonObject Read(string stored, string path, string what)
    {
        try
        {
            return JsonText.Parse(stored) as JsonObject
                ?? throw new InputException($"{path} is not the configuration of a {what}: it holds no JSON object", Remedy.StartAgain());
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path} is not the configuration of a {what}: {JsonFault.Describe(fault)}", Remedy.StartAgain(), fault);
        }
    }

    private static string Show(JsonNode? value) => value is null ? "none" : JsonText.Line(value);
}
