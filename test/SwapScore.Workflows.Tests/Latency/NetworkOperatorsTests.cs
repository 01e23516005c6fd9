using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Workflows.Latency;

namespace SwapScore.Workflows.Tests.Latency;

public sealed class NetworkOperatorsTests
{
    [Fact]
    public void Read_FusedChainsCopiesAndWhatNothingReads_AreTakenTogetherOrLeftOut()
    {
        var builder = new NetworkBuilder("x");
        var input = builder.Input(new Shape(3, 8, 8));
        var stem = builder.Relu(builder.BatchNormalization(builder.Convolution(input, 4, 3, padding: 1)));
        var branch = builder.Convolution(builder.Relu(stem), 4, 1);
        builder.Convolution(stem, 9, 3);
        var twice = builder.Sum([builder.BatchNormalization(branch), builder.Relu(branch), builder.Relu(stem), builder.Relu(stem)]);
        var operators = NetworkOperators.Read(builder.Build(builder.Linear(builder.GlobalAveragePooling(twice), 10)));
        Assert.Equal(
            [
                "convolution 3x3 padding 1 + batch-normalization + relu (3x8x8 -> 4x8x8)",
                "relu (4x8x8 -> 4x8x8)",
                "convolution 1x1 (4x8x8 -> 4x8x8)",
                "batch-normalization (4x8x8 -> 4x8x8)",
                "relu (4x8x8 -> 4x8x8)",
                "add (4x8x8 4x8x8 4x8x8 4x8x8 -> 4x8x8)",
                "global-average-pooling (4x8x8 -> 4x1x1)",
                "linear (4x1x1 -> 10x1x1)",
            ],
            operators.Select(one => one.Key.ToString()));
    }

    /// <summary>Together the operators compute what the network does: no multiply-add is lost or doubled.</summary>
    [Theory]
    [InlineData("darts")]
    [InlineData("nasbench201")]
    [InlineData("flexibert")]
    public void Build_EveryOperator_HasItsShareOfTheMultiplyAdds(string name)
    {
        var space = SearchSpaces.Find(name);
        var network = space.FullSizes(space.Tasks[0])[0].Build(space.Sample(Randomness.RandomKey.FromSeed(1)));
        var networks = NetworkOperators.Read(network).Select(one => (one.Key, Network: one.Build())).ToList();
        Assert.Equal(network.Nodes.Where(node => network.Outputs.Contains(node) || network.Nodes.Any(reader => reader.Inputs.Contains(node))).Sum(Flops), networks.Sum(one => one.Network.Nodes.Sum(Flops)));
        Assert.All(networks, one => Assert.Equal(one.Key, Assert.Single(NetworkOperators.Read(one.Network)).Key));
        Assert.All(networks, one => Assert.DoesNotContain(',', one.Key.ToString()));
    }

    private static long Flops(Node node) => node.Operation.Flops(node.InputShapes, node.Shape, FlopConvention.MultiplyAdds);
}
