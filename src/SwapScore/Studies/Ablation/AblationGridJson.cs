using System.Text.Json;
using System.Text.Json.Serialization;

namespace SwapScore.Studies.Ablation;

/// <summary>
/// Reads a grid from JSON, by the names of the command line: <c>{ "batchSize": [8, 16], "imageSize": [3, 32], "data": ["natural32", "noise"],
/// "repeats": [1, 32], "initializer": ["gaussian"], "seeds": 5 }</c>. What is left out keeps its default.
/// </summary>
internal static partial class AblationGridJson
{
    /// <summary>Reads a grid.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="InputException">It is missing, unreadable, no JSON, or has a name or value that is none of a grid.</exception>
    public static AblationGrid Read(string path)
    {
        Layout layout;
        try
        {
            layout = JsonSerializer.Deserialize(File.ReadAllText(path), Context.Default.Layout) ?? new Layout();
        }
        catch (JsonException fault)
        {
            throw new InputException(
                $"{path} is not a grid: {JsonFault.Describe(fault)}", """expected for example { "batchSize": [8, 16], "imageSize": [3, 32], "data": ["natural32", "noise"], "seeds": 5 }""", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read the grid {path}: {SystemReason.Describe(path, fault)}", null, fault);
        }

        var standard = new AblationGrid();
        return new AblationGrid
        {
            Data = layout.Data ?? standard.Data,
            BatchSizes = layout.BatchSize ?? standard.BatchSizes,
            Sides = layout.ImageSize ?? standard.Sides,
            Repeats = layout.Repeats ?? standard.Repeats,
            Initializers = layout.Initializer ?? standard.Initializers,
            Seeds = layout.Seeds ?? standard.Seeds,
        };
    }

    internal sealed record Layout
    {
        public string[]? Data { get; init; }

        public int[]? BatchSize { get; init; }

        public int?[]? ImageSize { get; init; }

        public int[]? Repeats { get; init; }

        public string?[]? Initializer { get; init; }

        public int? Seeds { get; init; }
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip)]
    [JsonSerializable(typeof(Layout))]
    private sealed partial class Context : JsonSerializerContext;
}
