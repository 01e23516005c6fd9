using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Tests.Networks;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("groups (2) must divide the input channels (3)")]
    public void Add_GroupsThatDoNotDivide_SaysWhich(string rule)
    {
        var builder = new NetworkBuilder("bad").Within("stem");
        var x = builder.Input(new Shape(3, 8, 8));
        var fault = Assert.Throws<NetworkException>(() => builder.Convolution(x, 4, 3, groups: 2, name: "grouped"));
        Assert.Equal($"stem.grouped: {rule}", fault.Message);
    }

    [Fact]
    public void Multiply_GateOfOtherChannels_IsRefused()
    {
        var builder = new NetworkBuilder("bad");
        var x = builder.Input(new Shape(3, 4, 4));
        var gate = builder.GlobalAveragePooling(x);
        Assert.Equal(x.Shape, builder.Multiply(x, gate).Shape);
        Assert.Throws<NetworkException>(() => builder.Multiply(gate, x));
        var fault = Assert.Throws<NetworkException>(() => builder.Multiply(x, builder.Linear(x, 2)));
        Assert.Contains("one value per channel, but 3×4×4 and 2×1×1 are given", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ImpossibleShapes_AreRefused()
    {
        var builder = new NetworkBuilder("bad");
        var x = builder.Input(new Shape(3, 4, 4));
        var y = builder.Input(new Shape(2, 4, 5));
        Assert.Throws<NetworkException>(() => builder.Convolution(x, 4, 5));
        Assert.Throws<NetworkException>(() => builder.Convolution(x, 0, 1));
        Assert.Throws<NetworkException>(() => builder.Convolution(x, 4, 3, stride: 0));
        Assert.Throws<NetworkException>(() => builder.MaxPooling(x, 3, 1, padding: 2));
        Assert.Throws<NetworkException>(() => builder.Sum([x, y]));
        Assert.Throws<NetworkException>(() => builder.Concatenation([x, y]));
        Assert.Throws<NetworkException>(() => builder.Crop(x, 4, 0));
        Assert.Throws<NetworkException>(() => builder.ChannelSlice(x, 2, 2));
        Assert.Throws<NetworkException>(() => builder.ChannelSlice(x, 2, int.MaxValue));
        Assert.Throws<NetworkException>(() => builder.MatrixProduct(x, y));
        Assert.Throws<NetworkException>(() => builder.Multiply(x, y));
        Assert.Throws<NetworkException>(() => builder.Linear(x, 0));
        Assert.Throws<NetworkException>(() => builder.Zero(x, 0));
        Assert.Throws<NetworkException>(() => builder.Input(new Shape(0, 1, 1)));
        Assert.Throws<NetworkException>(() => builder.Add(new ActivationFunction(FunctionKind.Relu), []));
        Assert.Throws<NetworkException>(() => builder.Add(new ActivationFunction(FunctionKind.Relu), [x, x]));
        Assert.Throws<NetworkException>(() => builder.Build());
        Assert.Throws<NetworkException>(() => builder.Relu(new NetworkBuilder("other").Input(new Shape(3, 4, 4))));
        Assert.Equal(2, builder.Build(x).Nodes.Length);
    }

    [Theory]
    [InlineData(32, 3, 1, 1, 1, 32)]
    [InlineData(32, 3, 2, 1, 1, 16)]
    [InlineData(33, 3, 2, 1, 1, 17)]
    [InlineData(32, 5, 2, 4, 2, 16)]
    [InlineData(7, 7, 1, 0, 1, 1)]
    [InlineData(5, 2, 2, 0, 1, 2)]
    public void Infer_Convolution_FollowsTheFormula(int length, int kernel, int stride, int padding, int dilation, int expected)
    {
        var builder = new NetworkBuilder("shapes");
        var y = builder.Convolution(builder.Input(new Shape(1, length, length)), 2, kernel, stride, padding, dilation);
        Assert.Equal(new Shape(2, expected, expected), y.Shape);
    }

    [Fact]
    public void Counts_SmallNetwork_AreThoseByHand()
    {
        var network = Small("any");
        Assert.Equal(3 * 8 * 9 + 8 + 16 + (8 * 10 + 10), network.Parameters);
        Assert.Equal(3 * 8 * 9 * 16 + 8 * 10, network.Flops());
        Assert.Equal(3 * 8 * 9 * 16 + 8 * 16 + 2 * 8 * 16 + 8 * 16 + 8 * 25 + 80, network.Flops(FlopConvention.Table));
        Assert.Equal(8 * 16, network.Neurons);
        Assert.Equal(5 * 4 * 10, network.AuxiliaryParameters);
    }

    [Fact]
    public void Equality_IsByStructure_NotByName()
    {
        Assert.Equal(Small("a"), Small("b"));
        var builder = new NetworkBuilder("a");
        Assert.NotEqual(Small("a"), builder.Build(builder.Relu(builder.Input(new Shape(3, 4, 4)))));
        Assert.Equal(64, Small("a").Hash.Length);
    }

    [Fact]
    public void Hash_DependsOnEverySetting()
    {
        static string HashOf(Func<NetworkBuilder, Node, Node> add)
        {
            var builder = new NetworkBuilder("x");
            return builder.Build(add(builder, builder.Input(new Shape(4, 8, 8)))).Hash;
        }

        string[] hashes =
        [
            HashOf((b, x) => b.Convolution(x, 4, 3, padding: 1)),
            HashOf((b, x) => b.Convolution(x, 4, 3, padding: 1, groups: 2)),
            HashOf((b, x) => b.Convolution(x, 4, 3, padding: 1, bias: true)),
            HashOf((b, x) => b.Convolution(x, 4, 3, padding: 2, dilation: 2)),
            HashOf((b, x) => b.BatchNormalization(x)),
            HashOf((b, x) => b.BatchNormalization(x, affine: false)),
            HashOf((b, x) => b.LeakyRelu(x, 0.1f)),
            HashOf((b, x) => b.LeakyRelu(x, 0.2f)),
            HashOf((b, x) => b.Scaling(x, 0.1f)),
            HashOf((b, x) => b.Scaling(x, 0.2f)),
            HashOf((b, x) => b.AveragePooling(x, 3, 1, 1)),
            HashOf((b, x) => b.AveragePooling(x, 3, 1, 1, countPadding: true)),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Hash_DependsOnRoles_NotOnNames()
    {
        static Network Build(NodeRole role, string name)
        {
            var builder = new NetworkBuilder("x");
            return builder.Build(builder.As(role).Convolution(builder.Input(new Shape(4, 8, 8)), 4, 1, name: name));
        }

        Assert.Equal(Enum.GetValues<NodeRole>().Length, Enum.GetValues<NodeRole>().Select(role => Build(role, "map").Hash).Distinct().Count());
        Assert.Equal(Build(NodeRole.Query, "query").Hash, Build(NodeRole.Query, "auxiliary").Hash);
        Assert.False(Build(NodeRole.Body, "auxiliary").Nodes[^1].IsAuxiliary);
    }

    [Fact]
    public void As_ARole_HoldsWithinScopesAndForCopies()
    {
        var builder = new NetworkBuilder("x");
        var (first, second) = (builder.Input(new Shape(4, 8, 8)), builder.Input(new Shape(4, 8, 8)));
        var head = builder.As(NodeRole.Head).Within("part").Relu(first);
        var copy = builder.Again(first, head, second);
        Assert.Equal([NodeRole.Body, NodeRole.Body, NodeRole.Head, NodeRole.Head], builder.Build(copy).Nodes.Select(node => node.Role));
    }

    [Fact]
    public void LeaveOut_APart_KeepsTheStreamsOfWhatFollows()
    {
        static Network Build(bool whole)
        {
            var builder = new NetworkBuilder("x");
            var x = builder.Convolution(builder.Input(new Shape(3, 4, 4)), 3, 1);
            Node Part(NetworkBuilder b) => b.BatchNormalization(b.Convolution(x, 3, 3, padding: 1, name: "part"), name: "part");
            if (whole)
                Part(builder);
            else
                builder.LeaveOut(b => Part(b));
            return builder.Build(builder.Convolution(x, 3, 3, padding: 1, name: "last"));
        }

        var (whole, without) = (Build(true), Build(false));
        Assert.Equal(["input", "convolution", "last"], without.Nodes.Select(node => node.Name));
        Assert.Equal(whole.Nodes[^1].FirstParameter, without.Nodes[^1].FirstParameter);
        Assert.Equal(6, without.Nodes[^1].FirstParameter);

        // The same structure, but not the same weights.
        var builder = new NetworkBuilder("x");
        var plain = builder.Build(builder.Convolution(builder.Convolution(builder.Input(new Shape(3, 4, 4)), 3, 1), 3, 3, padding: 1));
        Assert.NotEqual(plain, without);
    }

    [Fact]
    public void Dump_SmallNetwork_IsReadable() =>
        Assert.Equal(
            """
            network small: 7 nodes, 330 parameters, 3536 multiply-adds, 128 neurons (128 distinct)
            %0 input = input() -> 3×4×4
            %1 stem.convolution = convolution 3×3 padding 1 bias(%0) -> 8×4×4
            %2 stem.batch-normalization = batch-normalization(%1) -> 8×4×4
            %3 stem.relu = relu(%2) -> 8×4×4
            %4 global-average-pooling = global-average-pooling(%3) -> 8×1×1
            %5 linear = linear(%4) -> 10×1×1
            %6 auxiliary.linear = linear no bias(%5) -> 20×1×1
            outputs: %5

            """,
            Small("small").Dump());

    [Fact]
    public void DistinctNeurons_ZerosInSums_ChangeNothing()
    {
        var builder = new NetworkBuilder("zeros");
        var x = builder.Input(new Shape(3, 4, 4));
        var network = builder.Build(builder.Relu(x), builder.Relu(builder.Sum([builder.Zero(x), x])), builder.Relu(builder.Zero(x)));
        Assert.Equal(3 * 48, network.Neurons);
        Assert.Equal(2 * 48, network.DistinctNeurons);
    }

    private static Network Small(string name)
    {
        var builder = new NetworkBuilder(name);
        var stem = builder.Within("stem");
        var x = stem.Relu(stem.BatchNormalization(stem.Convolution(builder.Input(new Shape(3, 4, 4)), 8, 3, padding: 1, bias: true)));
        var y = builder.Linear(builder.GlobalAveragePooling(x), 10);
        builder.Within("auxiliary").As(NodeRole.Auxiliary).Linear(y, 20, bias: false);
        return builder.Build(y);
    }
}
