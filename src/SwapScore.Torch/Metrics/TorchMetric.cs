using SwapScore.Metrics;

namespace SwapScore.Torch.Metrics;

/// <summary>A metric of gradients and the function that computes it through libtorch.</summary>
/// <param name="description">The catalogue's entry.</param>
/// <param name="value">The value of one initialization.</param>
internal sealed class TorchMetric(MetricDescription description, Func<GradientRun, double> value) : GradientMetric(description)
{
    /// <summary>The value of one initialization.</summary>
    public double Of(GradientRun run) => value(run);

    /// <summary>A metric of the library's catalogue, computed through libtorch.</summary>
    public static TorchMetric OfStandard(string name, Func<GradientRun, double> value) => new(MetricCatalog.Standard.Find(name)!, value);
}
