using SwapScore.Networks;

namespace SwapScore.Metrics.Structure;

/// <summary>The trivial baselines: sizes of the scoring network.</summary>
internal static class SizeMetrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new StructuralMetric(Describe("parameters", "Trainable parameters of the scoring network."), network => network.Parameters),
        new StructuralMetric(
            Describe(MetricCatalog.WithoutEmbeddings, "Like parameters, without the tables of token embeddings."),
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
        Live("live-parameters", "Trainable parameters that lie on a path from the input to the output.", live => live.Parameters),
        Live("live-flops", "Multiply-adds that lie on a path from the input to the output, for one sample.", live => live.Flops),
        new StructuralMetric(
            Describe("channel-flops", "Multiply-adds per output channel that lie on a path from the input to the output, for one sample."),
            network => LiveStructure.Find(network).ChannelFlops,
            MetricRequirements.MultiplyAdds),
        Live("depth", "Convolutions and linear maps on the longest path from the input to the output.", live => live.Depth),
        Live("paths", "Paths from the input to the output.", live => live.Paths),
    ];

    private static StructuralMetric Live(string name, string summary, Func<LiveStructure, double> value) =>
        new(Describe(name, summary), network => value(LiveStructure.Find(network)), MetricRequirements.Operations);

    private static MetricDescription Describe(string name, string summary) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Structure, MetricDescription.Baseline);
}
