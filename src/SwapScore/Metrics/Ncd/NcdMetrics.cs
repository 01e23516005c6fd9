using SwapScore.Metrics.Nwot;
using SwapScore.Metrics.Swap;

namespace SwapScore.Metrics.Ncd;

/// <summary>NCD: `swap` and `nwot` of a network whose activations are masked (<see cref="MaskedNetwork"/>).</summary>
/// <remarks>
/// Kang et al.: Beyond the Limits: Overcoming Negative Correlation of Activation-Based Training-Free NAS (ICCV 2025). No code is published. The paper leaves
/// open which values share a mask: here each sample, value and convolution has its own.
/// </remarks>
internal static class NcdMetrics
{
    /// <summary>Share of the values that are set to 0, the best of the paper on NAS-Bench-201.</summary>
    private const float Rate = 0.95f;

    private static readonly ForwardProtocol Protocol = new("ncd") { Rewrite = network => MaskedNetwork.Create(network, Rate) };

    public static IReadOnlyList<Metric> All { get; } =
    [
        new ForwardMetric(Describe("ncd-swap", "swap"), SwapMetrics.PatternsIn(Protocol)),
        new ForwardMetric(Describe("ncd-nwot", "nwot"), new NwotMeasure(countsRepeated: true) { Protocol = Protocol }),
    ];

    private static MetricDescription Describe(string name, string plain) => new(
        name, $"{plain} of the network with 95 % of what convolutions read set to 0 and layer in place of batch normalization.", MetricDirection.HigherIsBetter,
        MetricNeeds.ForwardPass, "Kang et al.: NCD (ICCV 2025)", $"as {plain}; masks of each sample and convolution")
    {
        Scope = MetricScope.Images,
    };
}
