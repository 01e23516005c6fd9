using System.Globalization;

namespace SwapScore.Workflows.Latency;

/// <summary>Operators that a table of latencies lacks.</summary>
internal static class LatencyHoles
{
    /// <summary>Architectures that are drawn to find holes before any work.</summary>
    public const int Drawn = 64;

    private const int Shown = 3;

    /// <summary>Refuses a table with holes, naming some.</summary>
    /// <param name="table">The table.</param>
    /// <param name="missing">What it lacks.</param>
    /// <exception cref="InputException">Something is missing.</exception>
    public static void Refuse(LatencyTable table, IEnumerable<OperatorKey> missing)
    {
        var all = missing.ToList();
        if (all.Count == 0) return;
        var rest = all.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $"; and {all.Count - Shown} more") : "";
        throw new InputException(
            string.Create(CultureInfo.InvariantCulture, $"{table.Path} lacks {all.Count} operators: {string.Join("; ", all.Take(Shown))}{rest}"), Remedy.MeasureLatencies(table.Path));
    }
}
