using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>What a search of ours has found.</summary>
/// <param name="Architecture">The genotype.</param>
/// <param name="Parameters">Parameters at full size, without auxiliary head.</param>
/// <param name="Flops">Multiply-adds of an image at full size.</param>
/// <param name="Evaluations">Architectures scored.</param>
/// <param name="Seconds">How long the search took, by the clock.</param>
/// <param name="CoreSeconds">Time of the processor it took, all threads together.</param>
/// <param name="Fitness">What was maximized, with μ and σ.</param>
/// <param name="Samples">The images it was scored on.</param>
internal sealed record FoundCell(string Architecture, long Parameters, long Flops, int Evaluations, double Seconds, double CoreSeconds, string Fitness, string Samples)
{
    private const double SecondsOfADay = 86_400;

    /// <summary>What the search cost, in days of one core: other programs on the machine do not change it.</summary>
    public double Days => CoreSeconds / SecondsOfADay;

    /// <summary>Writes it into a file.</summary>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, JsonText.Document(new JsonObject
    {
        ["architecture"] = Architecture,
        ["parameters"] = Parameters,
        ["flops"] = Flops,
        ["evaluations"] = Evaluations,
        ["seconds"] = Seconds,
        ["coreSeconds"] = CoreSeconds,
        ["fitness"] = Fitness,
        ["samples"] = Samples,
    }));

    /// <summary>Reads one from a file; null where there is none, or it is damaged.</summary>
    public static FoundCell? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var json = JsonText.Parse(File.ReadAllText(path))!.AsObject();
            return new FoundCell(
                (string)json["architecture"]!, (long)json["parameters"]!, (long)json["flops"]!, (int)json["evaluations"]!, (double)json["seconds"]!, (double)json["coreSeconds"]!,
                (string)json["fitness"]!, (string)json["samples"]!);
        }
        catch (Exception fault) when (fault is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
