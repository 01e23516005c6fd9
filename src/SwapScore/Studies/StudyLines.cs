using System.Text.Json.Serialization;
using SwapScore.Storage;

namespace SwapScore.Studies;

/// <summary>How the lines of a results file are read and written, generated when the library is built.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredResult))]
internal sealed partial class StudyLines : JsonSerializerContext
{
    public static StudyLines Exact { get; } = new(JsonText.Exact());
}
