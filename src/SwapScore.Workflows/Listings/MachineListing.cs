using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Readers.Images;
using SwapScore.Torch;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Listings;

/// <summary>What a machine offers: processor, vector code, versions, libtorch, data found.</summary>
internal static class MachineListing
{
    private const string DartsTable = "tables/DARTS_archs_CIFAR10.csv";

    public static Listing Create(WorkflowContext workflows, int batchSize)
    {
        KeyValuePair<string, string>[] facts = [.. workflows.DescribeMachine(batchSize), .. TorchFacts(), .. DataFacts(workflows.DataFolder)];
        return new Listing(Table.FromFacts(facts), ResultDocument.Create(facts.Select(fact => KeyValuePair.Create(fact.Key, (JsonNode?)fact.Value))));
    }

    private static IEnumerable<KeyValuePair<string, string>> DataFacts(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return [new("data", "only the built-in images; set SWAPSCORE_DATA to the folder of the data sets")];
        if (!Directory.Exists(folder))
            return [new("data", $"SWAPSCORE_DATA is '{folder}', which is no folder")];
        return
        [
            new("data", folder),
            new("images", DataSource.Describe(folder) is [_, ..] found ? string.Join("; ", found) : "none found"),
            new("photographs", Photographs(folder) is [_, ..] folders ? string.Join("; ", folders) : "none found"),
            new(DartsTable, File.Exists(Path.Combine(folder, DartsTable)) ? "found" : "not found"),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> TorchFacts()
    {
        string folder;
        try
        {
            folder = TorchLibrary.Find();
        }
        catch (UnavailableException fault)
        {
            return [new("libtorch", $"not found, needed by TorchSharp modules and graphics cards: {fault.Hint}")];
        }

        return [new("libtorch", folder), new("libtorch devices", Devices())];
    }

    private static string Devices()
    {
        try
        {
            return string.Join(", ", TorchLibrary.Devices);
        }
        catch (UnavailableException fault)
        {
            return $"none: {fault.Message}";
        }
    }

    private static List<string> Photographs(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .Select(inner => (Name: Path.GetFileName(inner), Count: ImageFolder.Count(inner)))
            .Where(inner => inner.Count > 0)
            .Select(inner => $"{inner.Name}: {inner.Count} images")];
}
