using SwapScore.Metrics;
using SwapScore.Values;

namespace SwapScore.Bench.Scoreboard;

/// <summary>Metrics of about one cost, which are measured on the same rows.</summary>
/// <param name="Name">Name of their run folders.</param>
/// <param name="Rows">Rows of a table that are scored, from the first; null for all.</param>
/// <param name="Metrics">Their descriptions, in the order of the catalog.</param>
internal sealed record MetricGroup(string Name, int? Rows, ValueList<MetricDescription> Metrics)
{
    /// <summary><c>swap-plus</c> and its parts.</summary>
    private static readonly string[] Parts = ["swap", "independence", "own-patterns", "independent-patterns", "swap-plus"];

    /// <summary>Forward metrics that take several times as long as <c>swap</c>.</summary>
    private static readonly string[] SlowForward = ["zen", "zen-faithful", "meco", "meco-opt", "near", "expressivity", "progressivity", "w-pca"];

    /// <summary>The groups, cheapest first.</summary>
    public static IReadOnlyList<MetricGroup> All { get; } =
    [
        new("parts", null, [.. Computed.Where(metric => Parts.Contains(metric.Name))]),
        new("forward", null, [.. Computed.Where(metric => metric.Needs != MetricNeeds.Gradients && !Parts.Contains(metric.Name) && !SlowForward.Contains(metric.Name))]),
        new("slow", 400, [.. Computed.Where(metric => SlowForward.Contains(metric.Name))]),
        new("gradients", 200, [.. Computed.Where(metric => metric.Needs == MetricNeeds.Gradients)]),
    ];

    /// <summary>Whether one initialization has to do.</summary>
    public bool HasFewRows => Rows is not null;

    /// <summary>Whether samples need classes.</summary>
    public bool NeedsLabels => Metrics.Any(metric => metric.Needs == MetricNeeds.Gradients);

    /// <summary>Names of the metrics of networks that read texts, or images.</summary>
    /// <param name="isText">Whether they read texts.</param>
    public IReadOnlyList<string> Suiting(bool isText) =>
        [.. Metrics.Where(metric => metric.Scope == MetricScope.Any || metric.Scope == MetricScope.Texts == isText).Select(metric => metric.Name)];

    /// <summary>All that is computed; sizes are part of every study.</summary>
    private static IEnumerable<MetricDescription> Computed => MetricCatalog.Standard.Descriptions.Where(metric => !metric.IsBaseline);
}
