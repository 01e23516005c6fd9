using SwapScore.Metrics;
using SwapScore.Metrics.ZeroLm;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.ZeroLm;

public sealed class NormalizedWeightsTests
{
    [Fact]
    public void Score_IsTheSumOfSquaresDividedBySmallerSides()
    {
        var builder = new NetworkBuilder("weights");
        var x = builder.Convolution(builder.Input(new Shape(3, 8, 8)), 40, 3, padding: 1, bias: true);
        var network = builder.Build(builder.Linear(builder.GlobalAveragePooling(builder.BatchNormalization(x)), 5));
        var key = RandomKey.FromSeed(9);
        var expected = Squares(x) / 27 + Squares(network.Outputs[0]) / 5;
        Assert.Equal(expected, ((WeightMetric)NormalizedWeights.Metric).Of(InitialWeight.Draw(network, GaussianInitializer.Instance, key)), 1e-9 * expected);

        double Squares(Node node)
        {
            var values = new float[node.Parameters[0].Count];
            GaussianInitializer.Instance.Fill(node, node.Parameters[0], key.Derive(RandomPurpose.Parameter, node.FirstParameter), values);
            return values.Sum(value => (double)value * value);
        }
    }
}
