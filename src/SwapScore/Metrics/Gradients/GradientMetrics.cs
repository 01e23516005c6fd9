namespace SwapScore.Metrics.Gradients;

/// <summary>The catalogue's entries of metrics of gradients. All but ntk take higher values as better.</summary>
internal static class GradientMetrics
{
    private const string Abdelfattah = "Abdelfattah et al.: Zero-Cost Proxies for Lightweight NAS (ICLR 2021)";

    private const string Serianni = "Serianni, Kalita: Training-free NAS for RNNs and Transformers (ACL 2023)";

    private const string Noise =
        "as published: the gradient of the sum of the outputs, which end in a layer normalisation, is zero but for rounding; a record of noise";

    private const string Seeded = "outputs weighted with N(0,1) numbers";

    /// <summary>All of them, those of images first.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Labelled("grad-norm", "Sum over the layers of the length of the gradient of the loss.", Abdelfattah),
        Labelled("plain", "Sum over all weights of weight times gradient.", Abdelfattah),
        Labelled("snip", "Sum over all weights of |weight times gradient|.", "Lee, Ajanthan, Torr: SNIP (ICLR 2019)"),
        Labelled("grasp", "Minus the sum over all weights of weight times (Hessian times gradient).", "Wang, Zhang, Grosse: GraSP (ICLR 2020)"),
        Labelled("fisher", "Half the squared sum over positions of activation times its gradient, mean over samples, summed over channels.",
            "Turner et al.: BlockSwap (ICLR 2020)", "outputs of convolutions and linear maps"),
        Labelled("fisher-faithful", "Like fisher, each channel counted once for every weight that feeds it, as the published code does.",
            "Krishnakumar et al.: NAS-Bench-Suite-Zero (NeurIPS 2022)"),
        Of("synflow", "Logarithm of the sum over all weights of |weight times gradient| of the outputs, for absolute weights and an input of ones.",
            MetricScope.Images, "Tanaka et al.: Pruning neural networks without any data (NeurIPS 2020)", "double precision, without batch normalisation, no data"),
        Of("jacov", "How little the gradients of the outputs by the input correlate between samples.",
            MetricScope.Images, "Mellor et al.: Neural Architecture Search without Training (2020, first version)", "k = 1e-5"),
        Labelled("epe-nas", "Like jacov, within each class.", "Lopes, Alirezazadeh, Alexandre: EPE-NAS (ICANN 2021)"),
        Labelled("zico", "Sum over the layers of the logarithm of mean over deviation of the gradients of two half batches.",
            "Li et al.: ZiCo (ICLR 2023)", "the two halves of the batch"),
        Of("ntk", "Condition number of the neural tangent kernel.", MetricScope.Images, "Chen, Gong, Wang: TE-NAS (ICLR 2021)",
            "the first 16 samples; weights and scales", MetricDirection.LowerIsBetter),
        .. Transformer("synaptic-diversity", "Nuclear norm of weights times that of their gradients, summed over the linear maps of all operations.", Serianni),
        .. Transformer("synaptic-saliency", "|Weight times gradient|, summed over the feed-forward maps.", Serianni),
        .. Transformer("head-importance", "|Weight times gradient|, summed over the maps into the heads of attention.", Serianni),
        Of("jacobian-score", "How little the gradients by the features of the position embedding correlate between features.", MetricScope.Texts, Serianni, Seeded),
        Of("jacobian-score-faithful", "Like jacobian-score, of gradients that are rounding noise.", MetricScope.Texts, Serianni, Noise),
        Of("jacobian-cosine", "Like jacobian-score, from the cosines between the gradients.", MetricScope.Texts, "Celotti, Balafrej, Calvet: Improving Zero-Shot NAS with Parameters Scores (2021)", Seeded),
        Of("jacobian-cosine-faithful", "Like jacobian-cosine, of gradients that are rounding noise.", MetricScope.Texts, Serianni, Noise),
        Of("dss", "Logarithm of synaptic diversity of attention plus saliency of the feed-forward maps, for absolute weights and an input of ones.",
            MetricScope.Texts, "Zhou et al.: Training-free Transformer Architecture Search (CVPR 2022)", "double precision, without layer normalisation, no data"),
    ];

    private static GradientMetric Labelled(string name, string summary, string source, string settings = "the benchmark's weights; loss of the task") =>
        Of(name, summary, MetricScope.Labels, source, settings);

    private static IEnumerable<Metric> Transformer(string name, string summary, string source) =>
    [
        Of(name, summary, MetricScope.Texts, source, Seeded),
        Of($"{name}-normalised", $"Like {name}, divided by the number of maps.", MetricScope.Texts, source, Seeded),
        Of($"{name}-faithful", $"Like {name}, of gradients that are rounding noise.", MetricScope.Texts, source, Noise),
        Of($"{name}-faithful-normalised", $"Like {name}-faithful, divided by the number of maps.", MetricScope.Texts, source, Noise),
    ];

    private static GradientMetric Of(
        string name, string summary, MetricScope scope, string source, string settings, MetricDirection direction = MetricDirection.HigherIsBetter) =>
        new(new MetricDescription(name, summary, direction, MetricNeeds.Gradients, source, settings) { Scope = scope });
}
