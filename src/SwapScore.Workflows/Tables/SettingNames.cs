using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Workflows.Tables;

/// <summary>The settings of a result for people: by the names the options of the command have, in its units.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["options.metrics"] = "metric",
        ["options.repeats"] = "repeats",
        ["options.seed"] = "seed",
        ["options.mu"] = "mu",
        ["options.sigma"] = "sigma",
        ["options.device"] = "device",
        ["options.backEnd"] = "backend",
        ["options.initializer"] = "init",
        ["batch.size"] = "batch-size",
        ["batch.fingerprint"] = "fingerprint of the samples",
        ["truthFingerprint"] = "fingerprint of the table",
        ["columns"] = "reported metrics",
        ["skipInvalid"] = "skip-invalid",
        ["populationSize"] = "population",
        ["tournamentSize"] = "tournament",
        ["maximumSeconds"] = "time, s",
        ["maximumParameters"] = "max-parameters",
        ["maximumFlops"] = "max-flops, millions",
        ["maximumMemory"] = "max-memory, MB",
        ["maximumLatency"] = "max-latency, ms",
        ["latencyTable.device"] = "latency-table, device",
        ["latencyTable.threads"] = "latency-table, threads",
        ["latencyTable.batch"] = "latency-table, batch",
        ["perRound"] = "per-round",
    };

    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal) { ["maximumFlops"] = 1e-6, ["maximumMemory"] = 1e-6, ["maximumLatency"] = 1e3 };

    /// <summary>The settings of a configuration, in its order.</summary>
    /// <param name="configuration">The document of a run or study.</param>
    public static IEnumerable<KeyValuePair<string, string>> Describe(JsonObject configuration) =>
        from field in JsonText.Fields(configuration)
        where field.Key != "schemaVersion"
        select KeyValuePair.Create(Names.GetValueOrDefault(field.Key, field.Key), Words(field.Key, field.Value));

    private static string Words(string key, JsonNode value) => value switch
    {
        JsonArray all => string.Join(",", all),
        JsonValue one when Units.TryGetValue(key, out var unit) && one.TryGetValue(out double number) => (number * unit).ToString("G6", CultureInfo.InvariantCulture),
        _ => value.ToString() switch { "true" => "yes", "false" => "no", var text => text.ReplaceLineEndings(" ") },
    };
}
