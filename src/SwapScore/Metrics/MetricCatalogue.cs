using SwapScore.Metrics.Attention;
using SwapScore.Metrics.Gradients;
using SwapScore.Metrics.L2Norm;
using SwapScore.Metrics.LinearRegions;
using SwapScore.Metrics.Meco;
using SwapScore.Metrics.Nwot;
using SwapScore.Metrics.Swap;
using SwapScore.Metrics.Zen;
using SwapScore.Networks;
using SwapScore.Patterns;

namespace SwapScore.Metrics;

/// <summary>All metrics by name.</summary>
public static class MetricCatalogue
{
    /// <summary>Name of the regularised score.</summary>
    internal const string Regularised = "swap-regularised";

    /// <summary>Name of the size that says something of its own only for Transformers.</summary>
    internal const string WithoutEmbeddings = "parameters-without-embeddings";

    /// <summary>Stands for every metric that suits a task.</summary>
    internal const string Every = "all";

    private const string Paper = "SWAP-Score, arXiv 2605.07378";

    private const string Serianni = "Serianni, Kalita: Training-free NAS for RNNs and Transformers (ACL 2023)";

    private static readonly PatternMeasure Swap = new(
        (activations, samples, groupSize) => new PatternCounter(activations, samples, groupSize), takesGroups: true);

    /// <summary>Every metric, best known first, structural baselines last.</summary>
    internal static IReadOnlyList<Metric> Metrics { get; } =
    [
        new ForwardMetric(
            Forward("swap", "Number of distinct sample-wise activation patterns.", $"{Paper}, §III-B", "N(0,1) weights, batch statistics, 32 repeats"),
            Swap),
        new ForwardMetric(
            Forward(Regularised, "swap times exp(−(Θ−μ)²/σ), Θ in thousands of parameters; ranked by its logarithm.", $"{Paper}, §III-C", "μ and σ from the sizes of the space; in the library 1.2 thousand parameters"),
            Swap,
            (psi, network, penalty) => Regularisation.Apply(psi, network.Parameters, penalty.Mu, penalty.Sigma)),
        new ForwardMetric(
            Forward("standard-patterns", "Number of distinct activation patterns of whole samples.", $"{Paper}, §III-A", "as swap"),
            new PatternMeasure((activations, samples, _) => new StandardPatternCounter(activations, samples), takesGroups: false)),
        new ForwardMetric(
            Forward("nwot", "Logarithm of the determinant of the samples' agreement: over all ReLU values, how often two samples have the same sign.",
                "Mellor et al.: Neural Architecture Search without Training (ICML 2021)", "as swap; every ReLU and LeakyReLU counts, also those nothing reads") with { Scope = MetricScope.Images },
            new NwotMeasure(countsRepeated: true)),
        new ForwardMetric(
            Forward("nwot-distinct", "Like nwot, with activations that are equal by construction counted once.",
                "Mellor et al.: Neural Architecture Search without Training (ICML 2021)", "as swap") with { Scope = MetricScope.Images },
            new NwotMeasure(countsRepeated: false)),
        new ForwardMetric(
            Forward("zen", "How far the features move when the input is disturbed, corrected for batch normalisation.",
                "Lin et al.: Zen-NAS (ICCV 2021)", "Gaussian noise, N(0,1) weights; variances of the first pass") with { Scope = MetricScope.Images },
            new ZenMeasure(faithful: false)),
        new ForwardMetric(
            Forward("zen-faithful", "Like zen, with the running variances the published code reads by mistake.",
                "Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022)", "as zen; running variances after two passes, momentum 0.1") with { Scope = MetricScope.Images },
            new ZenMeasure(faithful: true)),
        new ForwardMetric(
            Forward("meco", "Smallest eigenvalues of the correlations between the channels of every map, summed.",
                "Jiang, Wang, Bie: MeCo (NeurIPS 2023)", "one sample of 64×64 noise, the benchmark's weights; each map counts once") with { Scope = MetricScope.Images },
            new MecoMeasure()),
        new ForwardMetric(
            Forward("linear-regions", "In how many ways 3,000 crops of 4×4 pixels switch the ReLUs of the thinnest network of the architecture.",
                "Chen, Gong, Wang: TE-NAS (ICLR 2021)", "three passes of a thousand crops, N(0,1) weights") with { Scope = MetricScope.Images },
            new LinearRegionsMeasure()),
        new ForwardMetric(
            Forward("attention-confidence", "How large the outputs of the maps before an operation get over the tokens, on average; summed.", Serianni, "Transformers only; texts, batch as given") with { Scope = MetricScope.Texts },
            AttentionMeasures.Confidence(isNormalised: false)),
        new ForwardMetric(
            Forward("attention-confidence-normalised", "Like attention-confidence, divided by the number of recorded values.", Serianni, "Transformers only") with { Scope = MetricScope.Texts },
            AttentionMeasures.Confidence(isNormalised: true)),
        new ForwardMetric(
            Forward("softmax-confidence", "How large attention weights get over the heads, on average; summed.", Serianni, "Transformers only; texts, batch as given") with { Scope = MetricScope.Texts },
            AttentionMeasures.SoftmaxConfidence(isNormalised: false)),
        new ForwardMetric(
            Forward("softmax-confidence-normalised", "Like softmax-confidence, divided by the number of recorded values.", Serianni, "Transformers only") with { Scope = MetricScope.Texts },
            AttentionMeasures.SoftmaxConfidence(isNormalised: true)),
        new ForwardMetric(
            Forward("activation-distance", "On how many GELU signs the tokens of the first text agree, over all pairs.", Serianni, "Transformers only; texts, batch as given") with { Scope = MetricScope.Texts },
            AttentionMeasures.ActivationDistance(isNormalised: false)),
        new ForwardMetric(
            Forward("activation-distance-normalised", "Like activation-distance, divided by the number of recorded values.", Serianni, "Transformers only") with { Scope = MetricScope.Texts },
            AttentionMeasures.ActivationDistance(isNormalised: true)),
        new WeightMetric(
            new MetricDescription("l2-norm", "Sum of the lengths of all weights of convolutions and linear maps.", MetricDirection.HigherIsBetter,
                MetricNeeds.Weights, "Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022)", "the benchmark's weights"),
            WeightLengths.Of),
        .. GradientMetrics.All,
        new StructuralMetric(
            Baseline("parameters", "Trainable parameters of the scoring network."),
            network => network.Parameters),
        new StructuralMetric(
            Baseline(WithoutEmbeddings, "Like parameters, without the tables of token embeddings."),
            network => network.Parameters - network.EmbeddingParameters),
        new StructuralMetric(
            Baseline("flops", "Multiply-adds of the scoring network for one sample."),
            network => network.Flops()),
        new StructuralMetric(
            Baseline("table-flops", "FLOPs of one sample as the published zero-cost tables count them."),
            network => network.Flops(FlopConvention.Table)),
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

    /// <summary>Names of metrics with <c>all</c> replaced by those that suit networks of images, or of texts.</summary>
    /// <param name="names">Names, of the catalogue or not.</param>
    /// <param name="isText">Whether the networks read texts.</param>
    internal static IEnumerable<string> Expand(IEnumerable<string> names, bool isText)
    {
        var suited = All.Where(metric => metric.Scope == MetricScope.Any || metric.Scope == MetricScope.Texts == isText).Select(metric => metric.Name);
        return names.SelectMany(name => name == Every ? suited : [name]).Distinct();
    }

    /// <summary>The metric of a name that is known to exist.</summary>
    internal static Metric Get(string name) => Metrics.First(metric => metric.Description.Name == name);

    private static MetricDescription Forward(string name, string summary, string source, string settings) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, source, settings);

    private static MetricDescription Baseline(string name, string summary) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Structure, "baseline");
}
