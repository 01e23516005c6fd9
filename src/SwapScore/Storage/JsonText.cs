using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SwapScore.Storage;

/// <summary>How JSON is written: files of runs, and lines that are read back.</summary>
public static class JsonText
{
    /// <summary>The <c>schemaVersion</c> of all documents; it changes when a field gets another name or meaning.</summary>
    public const int SchemaVersion = 2;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions UniqueFields = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>A whole document for people and programs, ending in a line break. Fields without a value are left out.</summary>
    public static string Document(JsonObject document) => JsonFields.WithoutEmpty(document).ToJsonString(Indented) + "\n";

    /// <summary>Settings of a context of generated code: numbers are exact, NaN and infinities are texts, so what is read is what was written.</summary>
    public static JsonSerializerOptions Exact() => new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a text. A field that comes twice is a fault: which of both is meant is unknown.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What it holds; null for the text <c>null</c>.</returns>
    /// <exception cref="JsonException">It is no JSON, or an object has a field twice.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: UniqueFields);

    /// <summary>Reads a text in UTF-8, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="utf8">The text.</param>
    /// <returns>What it holds; null for the text <c>null</c>.</returns>
    /// <exception cref="JsonException">It is no JSON, or an object has a field twice.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8, documentOptions: UniqueFields);

    /// <summary>All fields that have a value; those of objects inside are named after them, as in <c>options.seed</c>.</summary>
    /// <param name="document">The document.</param>
    public static IEnumerable<KeyValuePair<string, JsonNode>> Fields(JsonObject document) => JsonFields.Flatten(document);

    /// <summary>A part of a document on one line.</summary>
    public static string Line(JsonNode node) => node.ToJsonString(Compact);

    /// <summary>The number; NaN and infinities, which JSON has not, are the texts that <see cref="Exact"/> writes.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? value
        : double.IsNaN(value) ? nameof(double.NaN)
        : value > 0 ? "Infinity"
        : "-Infinity";
}
