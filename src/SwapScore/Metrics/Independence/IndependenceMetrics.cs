using System.Collections.Immutable;
using SwapScore.Metrics.Structure;
using SwapScore.Metrics.Swap;

namespace SwapScore.Metrics.Independence;

/// <summary>Scores that count how far the channels of every map are linearly independent.</summary>
internal static class IndependenceMetrics
{
    private const string Settings = "as swap; at most 64 channels and about 1,024 positions per map";

    private static readonly IndependenceMeasure Independence = new();

    public static IReadOnlyList<Metric> All { get; } =
    [
        new ForwardMetric(
            Describe("independence", "Smallest eigenvalues of the correlations between the channels of every live activation map, summed."),
            Independence),
        new ForwardMetric(
            Describe("swap-plus", "Square root of independence times swap times live multiply-adds."),
            [Independence, SwapMetrics.Patterns],
            (values, network, _) => SwapPlus(values[0], values[1], LiveStructure.Find(network).Flops),
            MetricRequirements.Operations),
    ];

    /// <summary><c>√(Λ · Ψ · L)</c>: independence of channels, number of patterns, live multiply-adds; one absolute score per repeat.</summary>
    private static MetricScore SwapPlus(ImmutableArray<double> lambda, ImmutableArray<double> psi, double flops) =>
        new([.. lambda.Zip(psi, (independence, patterns) => Math.Sqrt(independence * patterns * flops))]);

    private static MetricDescription Describe(string name, string summary) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "SwapScore", Settings);
}
