using CsCheck;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics.Structure;

public sealed class LiveStructureTests
{
    [Fact]
    public void DeadBranches_CountForNothing()
    {
        var builder = new NetworkBuilder("branches");
        var input = builder.Input(new Shape(3, 8, 8));
        var stem = builder.Convolution(input, 8, 3, padding: 1);
        var kept = builder.Convolution(builder.Relu(stem), 8, 3, padding: 1);
        var afterZero = builder.Convolution(builder.Relu(builder.Zero(stem)), 8, 3, padding: 1);
        var beforeZero = builder.Zero(builder.Convolution(builder.Relu(stem), 8, 1));
        builder.Convolution(stem, 8, 5, padding: 2);
        var sum = builder.Sum([kept, afterZero, beforeZero, stem]);
        var network = builder.Build(builder.Linear(builder.GlobalAveragePooling(sum), 10));

        var live = LiveStructure.Find(network);
        const int Kernels = 8 * 3 * 9 + 8 * 8 * 9;
        Assert.Equal(Kernels + 8 * 10 + 10, live.Parameters);
        Assert.Equal(Kernels * 64 + 8 * 10, live.Flops);
        Assert.Equal((3 * 9 + 8 * 9) * 64 + 8, live.ChannelFlops);
        Assert.Equal(3, live.Depth);
        Assert.Equal(2, live.Paths);
    }

    [Fact]
    public void EveryCell_SizesAreThoseOfTheLiveOperations() => Gen.Long[0, 1 << 30].ForAll(seed =>
    {
        var space = SearchSpaces.Find("nasbench201");
        var architecture = space.Sample(RandomKey.FromSeed(seed));
        var network = space.BuildScoringNetwork(architecture, space.Tasks[0], space.Tasks[0].Input);
        var live = LiveStructure.Find(network);
        Assert.InRange(live.Parameters, 0, network.Parameters);
        Assert.InRange(live.Flops, 0, network.Flops());
        Assert.Equal(network.IsCutOff, live.Depth == 0);

        // A cell without an edge 'none', every node of which is read, has nothing dead.
        if (!network.Nodes.Any(node => node.Operation is Zero)) Assert.Equal((network.Parameters, network.Flops()), (live.Parameters, live.Flops));
    }, cases: 60);
}
