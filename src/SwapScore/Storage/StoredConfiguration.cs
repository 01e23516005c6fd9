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
    /// <exception cref="UsageException">The configurations differ.</exception>
    /// <exception cref="InputException">The stored text is not a configuration.</exception>
    public static void RequireSame(JsonObject now, string stored, string path, string what)
    {
        var before = Read(stored, path, what);
        var differences = now.Select(pair => pair.Key).Union(before.Select(pair => pair.Key))
            .Where(key => !JsonNode.DeepEquals(now[key], before[key]))
            .Select(key => $"{key} was {Show(before[key])} and is {Show(now[key])}")
            .ToList();
        if (differences.Count > 0)
        {
            throw new UsageException(
                $"cannot resume: the {what} was started with other settings: {string.Join("; ", differences)}",
                new Remedy.StartAgain("give the settings it was started with"));
        }
    }

    private static JsonObject Read(string stored, string path, string what)
    {
        try
        {
            return JsonNode.Parse(stored) as JsonObject
                ?? throw new InputException($"{path} is not the configuration of a {what}: it holds no JSON object", new Remedy.StartAgain());
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path} is not the configuration of a {what}: {fault.Message}", new Remedy.StartAgain(), fault);
        }
    }

    private static string Show(JsonNode? value) => value is null ? "none" : JsonText.Line(value);
}
