using SwapScore.Patterns;

namespace SwapScore.Metrics.Swap;

/// <summary>The metrics of the paper: numbers of distinct activation patterns.</summary>
/// <remarks>SWAP-Score, arXiv 2605.07378.</remarks>
internal static class SwapMetrics
{
    private const string Paper = "SWAP-Score, arXiv 2605.07378";

    /// <summary>Measures Ψ.</summary>
    public static PatternMeasure Patterns { get; } = PatternsIn(ForwardProtocol.Standard);

    public static IReadOnlyList<Metric> All { get; } =
    [
        new ForwardMetric(
            Describe("swap", "Number of distinct sample-wise activation patterns.", "§III-B", "N(0,1) weights, batch statistics, 32 repeats"),
            Patterns),
        new ForwardMetric(
            Describe(
                MetricCatalog.Regularized, "swap times exp(−(Θ−μ)²/σ), Θ in thousands of parameters; ranked by its logarithm.", "§III-C",
                "μ and σ from the sizes of the space; in the library 1.2 thousand parameters"),
            [Patterns],
            (values, network, penalty) => Regularization.Apply(values[0], network.Parameters, penalty.Mu, penalty.Sigma)),
        new ForwardMetric(Rarefied("rarefied-swap", 16), new RarefiedSwapMeasure(16)),
        new ForwardMetric(Rarefied("rarefied-swap-8", 8), new RarefiedSwapMeasure(8)),
        new ForwardMetric(
            Describe("standard-patterns", "Number of distinct activation patterns of whole samples.", "§III-A", "as swap"),
            new PatternMeasure((activations, samples, _) => new StandardPatternCounter(activations, samples), takesGroups: false)),
    ];

    /// <summary>Measures Ψ of what a protocol runs.</summary>
    /// <param name="protocol">The protocol.</param>
    public static PatternMeasure PatternsIn(ForwardProtocol protocol) =>
        new((activations, samples, groupSize) => new PatternCounter(activations, samples, groupSize), takesGroups: true) { Protocol = protocol };

    private static MetricDescription Rarefied(string name, int size) =>
        new(name, $"swap in sub-batches of {size} samples, the mean of all: it does not depend on the size of the batch.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "SwapScore", "as swap");

    private static MetricDescription Describe(string name, string summary, string section, string settings) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, $"{Paper}, {section}", settings);
}
