using SwapScore.Metrics;

namespace SwapScore.Torch.Metrics;

/// <summary>A metric of gradients and the function that computes it through libtorch.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="value">The value of one initialization.</param>
internal sealed class TorchMetric(MetricDescription description, Func<GradientRun, double> value) : GradientMetric(description)
{
    public const string Abdelfattah = "Abdelfattah et al.: Zero-Cost Proxies for Lightweight NAS (ICLR 2021)";

    private const string LabelledSettings = "the benchmark's weights; loss of the task";

    /// <summary>The value of one initialization.</summary>
    public double Of(GradientRun run) => value(run);

    /// <summary>A metric of the library's catalogue, computed through libtorch.</summary>
    public static TorchMetric OfStandard(string name, Func<GradientRun, double> value) => new(MetricCatalog.Standard.Find(name)!, value);

    /// <summary>A metric of networks of images with a task.</summary>
    public static TorchMetric OfLabels(string name, string summary, string source, Func<GradientRun, double> value, string settings = LabelledSettings) =>
        Of(name, summary, MetricScope.Labels, source, settings, value);

    private static TorchMetric Of(string name, string summary, MetricScope scope, string source, string settings, Func<GradientRun, double> value) =>
        new(new MetricDescription(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Gradients, source, settings) { Scope = scope }, value);
}
