namespace SwapScore.Metrics.Gradients;

/// <summary>A metric of gradients and the function that computes it from backward passes of the engine.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="value">The value of one initialization.</param>
internal sealed class EngineGradientMetric(MetricDescription description, Func<NetworkGradients, double> value) : GradientMetric(description)
{
    public const string Abdelfattah = "Abdelfattah et al.: Zero-Cost Proxies for Lightweight NAS (ICLR 2021)";

    public const string Serianni = "Serianni, Kalita: Training-free NAS for RNNs and Transformers (ACL 2023)";

    private const string LabelledSettings = "the benchmark's weights; loss of the task";

    /// <summary>Those of Transformers read the roles that the maps of an encoder play.</summary>
    public override MetricRequirements Requirements =>
        base.Requirements | (Description.Scope == MetricScope.Texts ? MetricRequirements.EncoderParts : MetricRequirements.None);

    /// <summary>The value of one initialization.</summary>
    public double Of(NetworkGradients gradients) => value(gradients);

    /// <summary>A metric of networks of images with a task.</summary>
    public static EngineGradientMetric OfLabels(
        string name, string summary, string source, Func<NetworkGradients, double> value, string settings = LabelledSettings) =>
        new(new MetricDescription(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Gradients, source, settings) { Scope = MetricScope.Labels }, value);

    /// <summary>A metric of networks of images.</summary>
    public static EngineGradientMetric OfImages(
        string name, string summary, string source, string settings, Func<NetworkGradients, double> value,
        MetricDirection direction = MetricDirection.HigherIsBetter) =>
        new(new MetricDescription(name, summary, direction, MetricNeeds.Gradients, source, settings) { Scope = MetricScope.Images }, value);

    /// <summary>A metric of Transformers.</summary>
    public static EngineGradientMetric OfTexts(string name, string summary, string source, string settings, Func<NetworkGradients, double> value) =>
        new(new MetricDescription(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.Gradients, source, settings) { Scope = MetricScope.Texts }, value);
}
