namespace SwapScore.Metrics;

/// <summary>The description of a metric in the catalogue.</summary>
/// <param name="Name">Name on the command line, lower case with dashes.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Direction">Which end predicts the better network.</param>
/// <param name="Needs">What has to be computed.</param>
/// <param name="Source">Where the metric was published.</param>
/// <param name="Settings">Default settings in words; empty when there are none.</param>
public sealed record MetricDescription(
    string Name, string Summary, MetricDirection Direction, MetricNeeds Needs, string Source, string Settings = "")
{
    /// <summary>The networks the metric is defined for. Default: all.</summary>
    public MetricScope Scope { get; init; }

    /// <summary>Version of the code that computes it: raised with every change that changes a score. Results that were kept are found by it. Default: 1.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The source of the trivial baselines, which every study reports.</summary>
    internal const string Baseline = "baseline";

    /// <summary>Whether it is a trivial baseline: a size of the network.</summary>
    internal bool IsBaseline => Needs == MetricNeeds.Structure && Source == Baseline;
}
