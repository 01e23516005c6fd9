using SwapScore.Networks;

namespace SwapScore.Metrics.Structure;

/// <summary>The trivial baselines: sizes of the scoring network.</summary>
internal static class SizeMetrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new StructuralMetric(Describe("parameters", "Trainable parameters of the scoring network."), network => network.Parameters),
        new StructuralMetric(
            Describe(MetricCatalogue.WithoutEmbeddings, "Like parameters, without the tables of token embeddings."),
            network => network.Parameters - network.EmbeddingParameters),
        new StructuralMetric(Describe("flops", "Multiply-adds of the scoring network for one sample."), network => network.Flops()),
        new StructuralMetric(
            Describe("table-flops", "FLOPs of one sample as the published zero-cost tables count them."),
            network => network.Flops(FlopConvention.Table),
            MetricRequirements.Operations),
        new StructuralMetric(
            Describe("neurons", "Recorded activation values for one sample: V of SWAP-Score, arXiv 2605.07378, Eq. 3."),
            network => network.Neurons),
        new StructuralMetric(
            Describe("distinct-neurons", "Like neurons, with activations that are equal by construction counted once."),
            network => network.DistinctNeurons),
    ];

    private static MetricDescription Describe(string name, string summary) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Structure, "baseline");
}
