using System.Text.Json;
using SwapScore.Spaces.Darts;

namespace SwapScore.Spaces.NasBench301;

/// <summary>
/// Reads architectures as the program of NAS-Bench-301 holds them, a configuration of ConfigSpace: <c>edge_normal_0 … 13</c> name the operations of
/// the 14 possible edges, by node and then by input; <c>inputs_node_normal_3 … 5</c> say which two inputs a node reads (<c>0_1</c>). Node 2 reads
/// both inputs of the cell. Other entries, such as settings of training, are passed over.
/// </summary>
internal static class NasBench301Configuration
{
    private const string Prefix = "NetworkSelectorDatasetInfo:darts:";

    /// <summary>Whether a text is of this form.</summary>
    public static bool Holds(string text) => text.StartsWith('{') && (text.Contains("edge_normal_", StringComparison.Ordinal) || text.Contains("edge_reduce_", StringComparison.Ordinal));

    /// <exception cref="UsageException">The text is no JSON, or an entry is missing or malformed.</exception>
    public static DartsGenotype Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var entries = document.RootElement.EnumerateObject()
                .Where(entry => entry.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(entry => entry.Name.StartsWith(Prefix, StringComparison.Ordinal) ? entry.Name[Prefix.Length..] : entry.Name, entry => entry.Value.GetString()!);
            return new DartsGenotype(Cell(entries, "normal"), Cell(entries, "reduce"));
        }
        catch (JsonException fault)
        {
            throw new UsageException($"malformed NAS-Bench-301 configuration: {JsonFault.Describe(fault)}");
        }
    }

    private static DartsCell Cell(Dictionary<string, string> entries, string cell)
    {
        var edges = new List<DartsEdge>();
        for (var (node, first) = (DartsCell.Inputs, 0); node < DartsCell.Inputs + DartsCell.Nodes; first += node++)
            foreach (var input in Inputs(entries, cell, node))
                edges.Add(new DartsEdge(Operation(entries, $"edge_{cell}_{first + input}"), input));
        return new DartsCell(edges);
    }

    private static int[] Inputs(Dictionary<string, string> entries, string cell, int node)
    {
        if (node == DartsCell.Inputs) return [0, 1];
        var name = $"inputs_node_{cell}_{node}";
        return Entry(entries, name) is [>= '0' and var first, '_', >= '0' and var second] && first < second && second - '0' < node
            ? [first - '0', second - '0']
            : throw new UsageException($"malformed NAS-Bench-301 configuration: {name} is '{KeyText.Shortened(entries[name])}', expected two inputs of 0 … {node - 1} in ascending order, like 0_1");
    }

    private static DartsOperation Operation(Dictionary<string, string> entries, string name) => DartsOperationNames.Find(Entry(entries, name))
        ?? throw new UsageException($"malformed NAS-Bench-301 configuration: {name} is '{KeyText.Shortened(entries[name])}', expected an operation of DARTS");

    private static string Entry(Dictionary<string, string> entries, string name) => entries.TryGetValue(name, out var value)
        ? value
        : throw new UsageException(
            $"the NAS-Bench-301 configuration has no entry {name}", "give the operations of all edges that are read, and the inputs of nodes 3 to 5 of both cells");
}
