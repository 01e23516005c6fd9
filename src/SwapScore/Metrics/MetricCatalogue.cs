namespace SwapScore.Metrics;

/// <summary>All metrics by name.</summary>
public static class MetricCatalogue
{
    private const string Paper = "SWAP-Score, arXiv 2605.07378";

    /// <summary>Every metric, best known first, structural baselines last.</summary>
    public static IReadOnlyList<MetricDescription> All { get; } =
    [
        new("swap", "Number of distinct sample-wise activation patterns.", MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass,
            $"{Paper}, §III-B", "Gaussian N(0,1) weights, batch statistics, 32 repeats"),
        new("swap-regularised", "SWAP-Score times exp(−(Θ−μ)²/σ), Θ in thousands of parameters; ranked by its logarithm.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, $"{Paper}, §III-C", "μ = σ = 1.2 thousand parameters"),
        new("standard-patterns", "Number of distinct activation patterns of whole samples.", MetricDirection.HigherIsBetter,
            MetricNeeds.ForwardPass, $"{Paper}, §III-A", "as swap"),
        new("parameters", "Trainable parameters of the scoring network.", MetricDirection.HigherIsBetter, MetricNeeds.Structure, "baseline"),
        new("flops", "Multiply-adds of the scoring network for one sample.", MetricDirection.HigherIsBetter, MetricNeeds.Structure, "baseline"),
        new("neurons", "Recorded activation values for one sample (V of the paper).", MetricDirection.HigherIsBetter, MetricNeeds.Structure,
            $"baseline; {Paper}, Eq. 3"),
        new("distinct-neurons", "Like neurons, activations equal by construction counted once.", MetricDirection.HigherIsBetter,
            MetricNeeds.Structure, "baseline"),
    ];

    /// <summary>The metric of this name, or null.</summary>
    /// <param name="name">Name as in <see cref="MetricDescription.Name"/>.</param>
    public static MetricDescription? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
