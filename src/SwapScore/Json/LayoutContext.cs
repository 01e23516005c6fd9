using System.Text.Json.Serialization;
using SwapScore.Storage;

namespace SwapScore.Json;

/// <summary>How the layouts are read and written, generated when the library is built: nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OptionsLayout))]
[JsonSerializable(typeof(BatchLayout))]
[JsonSerializable(typeof(RequestLayout))]
[JsonSerializable(typeof(ResultLayout))]
[JsonSerializable(typeof(ScoreLayout))]
[JsonSerializable(typeof(RemedyLayout))]
internal sealed partial class LayoutContext : JsonSerializerContext
{
    public static LayoutContext Exact { get; } = new(JsonText.Exact());
}
