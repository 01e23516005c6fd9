using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Weights;

public sealed class KaimingInitializerTests
{
    [Fact]
    public void Weights_OfAConvolution_HaveTheDeviationOfTheirFan()
    {
        var builder = new NetworkBuilder("wide");
        var node = builder.Convolution(builder.Input(new Shape(64, 3, 3)), 64, 3, bias: true);
        Assert.Equal(Math.Sqrt(2.0 / (64 * 9)), Deviation(node, 0), 0.001);
        Assert.Equal(0, Deviation(node, 1));
    }

    [Fact]
    public void Embeddings_AreStandardNormal()
    {
        var builder = new NetworkBuilder("tokens");
        var node = builder.Add(new TokenEmbedding(1000, 16), [builder.Input(new Shape(1, 1, 4))]);
        Assert.Equal(1, Deviation(node, 0), 0.02);
    }

    private static double Deviation(Node node, int parameter)
    {
        var values = new float[node.Parameters[parameter].Count];
        new KaimingInitializer().Fill(node, node.Parameters[parameter], RandomKey.FromSeed(0), values);
        return Math.Sqrt(values.Average(value => (double)value * value));
    }
}
