using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Latency;

/// <summary>What the measuring of a table of latencies has given.</summary>
internal static class LatencyListing
{
    private const int Shown = 10;

    /// <param name="table">The table.</param>
    /// <param name="drift">How much longer the first network took at the end than at the beginning, as a share.</param>
    /// <param name="remarks">What a user should know of it.</param>
    public static Listing Create(LatencyTable table, double drift, IReadOnlyList<Note> remarks)
    {
        var operators = table.Rows.Where(row => !row.IsNetwork && row.Key != LatencyRow.Session).OrderByDescending(row => row.Seconds).ToList();
        var document = new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["table"] = table.Path,
            ["space"] = table.Conditions.Space,
            ["task"] = table.Conditions.Task,
            ["device"] = table.Conditions.Device,
            ["threads"] = table.Conditions.Threads,
            ["batch"] = table.Conditions.Batch,
            ["operators"] = operators.Count,
            ["networks"] = table.Networks.Count,
            ["error"] = table.Error is { } error ? JsonText.Number(error) : null,
            ["spread"] = JsonText.Number(table.Spread),
            ["drift"] = JsonText.Number(drift),
        };
        return new Listing(
            new Table(
                [Column.Text("The slowest operators", "operator"), Column.Text("Shape", "shape"), Column.Number("ms", "milliseconds"), Column.Number("Spread, ms", "spread")],
                [.. operators.Take(Shown).Select(row => (Values.ValueList<Cell>)[row.Key.Name, row.Key.Shape, Milliseconds(row.Seconds), Milliseconds(row.Spread)])]),
            document,
            new Detail("The table", null, Table.FromFacts(Facts(table, operators.Count, drift))))
        {
            Remarks = remarks,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(LatencyTable table, int operators, double drift)
    {
        yield return new("file", table.Path);
        yield return new("networks", $"{table.Conditions.Space}, {table.Conditions.Task}");
        yield return new("passes", table.Conditions.ToString());
        yield return new("operators", operators.ToString(CultureInfo.InvariantCulture));
        if (table.Error is { } error) yield return new("error of estimates", Percent(error, $"on average over {table.Steady.Count} networks measured as a whole"));
        yield return new("spread", Percent(table.Spread, "of the median: the middle half of the passes of the same operator or network"));
        yield return new("drift", Percent(drift, "more at the end than at the beginning, for the same network"));
    }

    private static string Percent(double share, string of) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} % {of}");

    private static Cell Milliseconds(double seconds) =>
        Cell.FromText((1e3 * seconds).ToString("R", CultureInfo.InvariantCulture), (1e3 * seconds).ToString("G4", CultureInfo.InvariantCulture));
}
