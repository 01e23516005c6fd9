using SwapScore.Metrics;
using SwapScore.Metrics.Nsc;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics.Nsc;

public sealed class NscTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(16, 27)]
    [InlineData(64, 64)]
    [InlineData(256, 768)]
    [InlineData(64, 576)]
    [InlineData(30522, 2)]
    public void OfXavier_IsTheIntegral(int outputs, int inputs)
    {
        var expected = Integral(outputs, inputs);
        Assert.Equal(expected, SpectralCapacity.OfXavier(outputs, inputs), 1e-9 * expected);
        Assert.Equal(SpectralCapacity.OfXavier(inputs, outputs), SpectralCapacity.OfXavier(outputs, inputs));
    }

    [Fact]
    public void Nsc_IsTheSumOverMatrices_DeadOnesOnlyWhereAllCount()
    {
        var builder = new NetworkBuilder("convolutions");
        var stem = builder.BatchNormalization(builder.Convolution(builder.Input(new Shape(3, 8, 8)), 8, 3, padding: 1, bias: true));
        var depthwise = builder.Convolution(builder.Relu(stem), 8, 5, padding: 2, groups: 8);
        var dead = builder.Zero(builder.Convolution(stem, 8, 1));
        var network = builder.Build(builder.Linear(builder.GlobalAveragePooling(builder.Sum([depthwise, dead])), 10));

        var live = Integral(8, 27) + 8 * Integral(1, 25) + Integral(10, 8);
        Assert.Equal(live, Score("live-nsc", network), 1e-8);
        Assert.Equal(live + Integral(8, 8), Score("nsc", network), 1e-8);
    }

    [Fact]
    public void Nsc_QueriesKeysAndValues_AreOneMatrix()
    {
        var space = SearchSpaces.Find("flexibert");
        var network = space.BuildScoringNetwork(space.Parse("h128 sdp-2-512x1 sdp-2-512x1 sdp-2-512x1 sdp-2-512x1"), space.Tasks[0], new Shape(1, 1, 16));
        Assert.Equal(4 * (Integral(3 * 128, 128) + Integral(128, 128) + Integral(512, 128) + Integral(128, 512)), Score("nsc", network), 1e-6);
    }

    private static double Score(string metric, Network network) => ((StructuralMetric)MetricCatalog.Standard.Get(metric)).Of(network).Mean;

    /// <summary>ψ by the midpoint rule over the angle of λ, as its definition is written.</summary>
    private static double Integral(int outputs, int inputs)
    {
        const int Steps = 20_000;
        double large = Math.Max(outputs, inputs), small = Math.Min(outputs, inputs);
        var (gain, ratio) = (large * 2 / (outputs + inputs), small / large);
        var (middle, half) = (1 + ratio, 2 * Math.Sqrt(ratio));
        var sum = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var angle = Math.PI * (step + 0.5) / Steps;
            var (lambda, sine) = (middle + half * Math.Cos(angle), half * Math.Sin(angle));
            sum += Math.Log(1 + gain * lambda) * sine * sine / (2 * Math.PI * ratio * lambda);
        }

        return small * sum * Math.PI / Steps;
    }
}
