using SwapScore.Metrics;

namespace SwapScore.Studies;

/// <summary>
/// A metric whose values the table of ground truth publishes, or a number of the architectures in it, named <c>table:NAME</c>: a study
/// correlates it beside our own, over the same rows.
/// </summary>
public static class TableMetric
{
    /// <summary>Prefix of the names of published metrics: <c>table:</c>.</summary>
    public const string Prefix = "table:";

    /// <summary>Whether a name is that of a published column.</summary>
    /// <param name="metric">A metric as named in a study.</param>
    public static bool Is(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>The description of a published metric; null for other names.</summary>
    /// <param name="metric">A metric as named in a study.</param>
    public static MetricDescription? Find(string metric) => Is(metric)
        ? new MetricDescription(metric, "As published in the table, or a number of the architecture.", MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "the table of ground truth")
        : null;

    /// <summary>The description of a metric of a study, of the catalogue or of the table.</summary>
    internal static MetricDescription Describe(string metric, MetricCatalog catalog) => Find(metric) ?? catalog.Get(metric).Description;

    /// <summary>Refuses columns no row of the table has.</summary>
    /// <exception cref="UsageException">The message names them, the hint those there are.</exception>
    public static void RequirePublished(IEnumerable<string> metrics, IReadOnlyList<StudyEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var published = entries.SelectMany(entry => entry.Published.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var missing = metrics.Where(Is).Where(metric => !published.Contains(metric[Prefix.Length..])).ToList();
        if (missing.Count > 0)
            throw new UsageException(
                $"the table publishes no {string.Join(", ", missing)}",
                published.Count == 0 ? "this table holds the ground truth only" : $"it has {string.Join(", ", published.Select(name => Prefix + name))}");
    }
}
