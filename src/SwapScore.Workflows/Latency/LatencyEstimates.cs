using System.Globalization;
using SwapScore.Spaces;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Latency;

/// <summary>Latencies of networks at full size, estimated from a table.</summary>
internal sealed class LatencyEstimates
{
    private readonly Dictionary<string, double> _seconds;

    private LatencyEstimates(Dictionary<string, double> seconds) => _seconds = seconds;

    /// <summary>Estimates networks of a space.</summary>
    /// <param name="path">File of the table.</param>
    /// <param name="space">The space.</param>
    /// <param name="task">The task of the networks.</param>
    /// <param name="architectures">The texts of the architectures.</param>
    /// <exception cref="InputException">The table cannot be read, is of another space, or lacks operators of these networks.</exception>
    public static LatencyEstimates Read(string path, ISearchSpace space, SpaceTask task, IEnumerable<string> architectures)
    {
        var (table, size) = (LatencyTableText.Read(path), space.FullSizes(task)[0]);
        table.RequireSpace(space);
        var networks = architectures.Distinct().ToDictionary(text => text, text => size.Build(space.Parse(text)));
        LatencyHoles.Refuse(table, networks.Values.SelectMany(table.Missing).Distinct());
        return new LatencyEstimates(networks.ToDictionary(pair => pair.Key, pair => table.Estimate(pair.Value)));
    }

    /// <summary>The latency of a network in seconds.</summary>
    /// <param name="architecture">Its text.</param>
    public double Seconds(string architecture) => _seconds[architecture];

    /// <summary>For people in milliseconds, for programs in seconds.</summary>
    /// <param name="architecture">Its text.</param>
    public Cell CellOf(string architecture) => Cell.FromText(
        Seconds(architecture).ToString("R", CultureInfo.InvariantCulture), (1e3 * Seconds(architecture)).ToString("G4", CultureInfo.InvariantCulture));
}
