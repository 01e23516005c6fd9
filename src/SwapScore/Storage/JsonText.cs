using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SwapScore.Storage;

/// <summary>How JSON is written: files of runs, and lines that are read back.</summary>
internal static class JsonText
{
    public const int SchemaVersion = 1;

    /// <summary>One line, numbers exact, NaN and infinities as strings: what is read back is what was written.</summary>
    public static JsonSerializerOptions Compact { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>A whole document for people and programs, ending in a line break.</summary>
    public static string Document(JsonObject document) => document.ToJsonString(Indented) + "\n";

    /// <summary>The number, or null where JSON has none (NaN, infinities).</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
