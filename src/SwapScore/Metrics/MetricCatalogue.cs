using SwapScore.Metrics.Nwot;
using SwapScore.Metrics.Swap;
using SwapScore.Patterns;

namespace SwapScore.Metrics;

/// <summary>All metrics by name.</summary>
public static class MetricCatalogue
{
    private const string Paper = "SWAP-Score, arXiv 2605.07378";

    private static readonly PatternMeasure Swap = new((activations, samples) => new PatternCounter(activations, samples));

    /// <summary>Every metric, best known first, structural baselines last.</summary>
    internal static IReadOnlyList<Metric> Metrics { get; } =
    [
        new ForwardMetric(
            Forward("swap", "Number of distinct sample-wise activation patterns.", $"{Paper}, §III-B", "N(0,1) weights, batch statistics, 32 repeats"),
            Swap),
        new ForwardMetric(
            Forward("swap-regularised", "swap times exp(−(Θ−μ)²/σ), Θ in thousands of parameters; ranked by its logarithm.", $"{Paper}, §III-C", "μ = σ = 1.2 thousand parameters"),
            Swap,
            (psi, network, options) => Regularisation.Apply(psi, network.Parameters, options.Mu, options.Sigma)),
        new ForwardMetric(
            Forward("standard-patterns", "Number of distinct activation patterns of whole samples.", $"{Paper}, §III-A", "as swap"),
            new PatternMeasure((activations, samples) => new StandardPatternCounter(activations, samples))),
        new ForwardMetric(
            Forward("nwot", "Logarithm of the determinant of the samples' agreement: over all ReLU values, how often two samples have the same sign.",
                "Mellor et al.: Neural Architecture Search without Training (ICML 2021)", "as swap; every ReLU and LeakyReLU counts, also those nothing reads"),
            new NwotMeasure()),
        new StructuralMetric(
            Baseline("parameters", "Trainable parameters of the scoring network."),
            network => network.Parameters),
        new StructuralMetric(
            Baseline("flops", "Multiply-adds of the scoring network for one sample."),
            network => network.Flops()),
        new StructuralMetric(
            Baseline("neurons", $"Recorded activation values for one sample: V of {Paper}, Eq. 3."),
            network => network.Neurons),
        new StructuralMetric(
            Baseline("distinct-neurons", "Like neurons, with activations that are equal by construction counted once."),
            network => network.DistinctNeurons),
    ];

    /// <summary>The description of every metric, best known first, structural baselines last.</summary>
    public static IReadOnlyList<MetricDescription> All { get; } = [.. Metrics.Select(metric => metric.Description)];

    /// <summary>The description of the metric of this name, or null.</summary>
    /// <param name="name">Name as in <see cref="MetricDescription.Name"/>.</param>
    public static MetricDescription? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    /// <summary>The metric of a name that is known to exist.</summary>
    internal static Metric Get(string name) => Metrics.First(metric => metric.Description.Name == name);

    private static MetricDescription Forward(string name, string summary, string source, string settings) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, source, settings);

    private static MetricDescription Baseline(string name, string summary) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Structure, "baseline");
}
