using System.Text.Json.Serialization;
using SwapScore.Storage;

namespace SwapScore.Search;

/// <summary>How the lines of histories are read and written, generated when the library is built.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SearchHistory.Line), TypeInfoPropertyName = "Candidate")]
[JsonSerializable(typeof(SearchHistory.Latency))]
[JsonSerializable(typeof(SearchHistory.Measurement), TypeInfoPropertyName = "SuperNetwork")]
internal sealed partial class SearchLines : JsonSerializerContext
{
    public static SearchLines Exact { get; } = new(JsonText.Exact());
}
