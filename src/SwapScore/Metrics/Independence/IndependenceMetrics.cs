using System.Collections.Immutable;
using SwapScore.Metrics.Structure;

namespace SwapScore.Metrics.Independence;

/// <summary>Scores that count how far channels are linearly independent and patterns are of their own.</summary>
internal static class IndependenceMetrics
{
    private const string Channels = "at most 64 channels and about 1,024 values per map";

    private const string Parts = "sub-batches of 16 samples";

    private static readonly IndependentPatternsMeasure Patterns = new();

    private static readonly OwnPatternsMeasure Shares = new();

    public static IReadOnlyList<Metric> All { get; } =
    [
        new ForwardMetric(
            Describe("independence", "Smallest eigenvalues of the correlations between the channels of every live activation map, summed.", Channels),
            new IndependenceMeasure()),
        new ForwardMetric(Describe("own-patterns", "Share of neurons with a pattern of their own, mean of the live activation maps.", Parts), Shares),
        new ForwardMetric(
            Describe("independent-patterns", "Distinct patterns times independence of channels of every live activation map, summed.", $"{Channels}; {Parts}"),
            Patterns),
        new ForwardMetric(
            Describe("swap-plus", "Multiply-adds per channel times own-patterns squared times the root of independent-patterns.", $"{Channels}; {Parts}"),
            [Shares, Patterns],
            (values, network, _) => SwapPlus(values[0], values[1], LiveStructure.Find(network).ChannelFlops),
            MetricRequirements.MultiplyAdds),
    ];

    /// <summary><c>W · D̄² · √P</c>: multiply-adds per channel, share of own patterns, independent patterns; one absolute score per repeat.</summary>
    private static MetricScore SwapPlus(ImmutableArray<double> shares, ImmutableArray<double> patterns, double flops) =>
        new([.. shares.Zip(patterns, (share, pattern) => flops * share * share * Math.Sqrt(pattern))]);

    private static MetricDescription Describe(string name, string summary, string settings) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "SwapScore", $"as swap; {settings}");
}
