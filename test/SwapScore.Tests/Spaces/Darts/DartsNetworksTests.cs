using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsNetworksTests
{
    private static readonly Shape CifarImage = new(3, 32, 32);
    private static readonly Shape ImageNetImage = new(3, 224, 224);

    [Theory]
    [InlineData("DARTS_V1", 3_169_414)]
    [InlineData("DARTS_V2", 3_349_342)]
    public void Build_Cifar_HasThePublishedParameters(string name, long parameters)
    {
        var network = DartsNetworks.Build(Named(name), DartsNetworkOptions.Cifar with { Auxiliary = true }, CifarImage);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(476_426, network.AuxiliaryParameters);
        Assert.Equal([Shape.Vector(10), Shape.Vector(10)], network.Outputs.Select(output => output.Shape));
        Assert.Equal([false, true], network.Outputs.Select(output => output.IsAuxiliary));
        Assert.Equal(parameters, DartsNetworks.Build(Named(name), DartsNetworkOptions.Cifar, CifarImage).Parameters);
    }

    [Theory]
    [InlineData("DARTS_V1", 4_510_432)]
    [InlineData("DARTS_V2", 4_718_752)]
    public void Build_ImageNet_HasThePublishedParameters(string name, long parameters)
    {
        var network = DartsNetworks.Build(Named(name), DartsNetworkOptions.ImageNet with { Auxiliary = true }, ImageNetImage);
        Assert.Equal(parameters, network.Parameters);
        Assert.Single(network.Nodes, node => node.IsAuxiliary && node.Operation is BatchNormalization);
        Assert.Equal(new Shape(48 * 4 * 4, 7, 7), Node(network, "pooling").InputShapes[0]);
    }

    // Millions of parameters as the authors report them, for the networks they trained.
    [Theory]
    [InlineData("GDAS_V1", 3.4, false)]
    [InlineData("PDARTS", 3.4, false)]
    [InlineData("PC_DARTS_cifar", 3.6, false)]
    [InlineData("PDARTS", 4.9, true)]
    [InlineData("PC_DARTS_image", 5.3, true)]
    public void Build_NamedGenotype_HasTheReportedSize(string name, double millions, bool isImageNet)
    {
        var network = isImageNet
            ? DartsNetworks.Build(Named(name), DartsNetworkOptions.ImageNet, ImageNetImage)
            : DartsNetworks.Build(Named(name), DartsNetworkOptions.Cifar, CifarImage);
        Assert.Equal(millions, network.Parameters / 1e6, 0.0501);
    }

    [Theory]
    [InlineData(1, "R")]
    [InlineData(2, "RR")]
    [InlineData(3, "NRR")]
    [InlineData(8, "NNRNNRNN")]
    [InlineData(14, "NNNNRNNNNRNNNN")]
    public void Build_Layers_PutsReductionsAtThirds(int layers, string kinds)
    {
        var network = DartsNetworks.Build(Named("DARTS_V2"), new DartsNetworkOptions { Channels = 2, Layers = layers }, CifarImage);
        var rows = 32;
        for (var i = 0; i < layers; i++)
        {
            if (kinds[i] == 'R') rows /= 2;
            Assert.Equal(rows, Node(network, $"cell{i}.concatenation").Shape.Rows);
        }
    }

    [Fact]
    public void Build_AfterReduction_PreprocessesTheFirstInputByFactorizedReduction()
    {
        var network = DartsNetworks.Build(Named("DARTS_V1"), new DartsNetworkOptions { Channels = 4, Layers = 8 }, CifarImage);
        Assert.Equal(new Shape(4, 16, 16), Node(network, "cell3.preprocess0.even").Shape);
        Assert.DoesNotContain(network.Nodes, node => node.Name == "cell4.preprocess0.even");
    }

    [Fact]
    public void Build_PartialConcatenation_HasItsChannels()
    {
        var genotype = Named("DARTS_V2");
        genotype = genotype with { Normal = new DartsCell(genotype.Normal.Edges, [5, 3]) };
        var network = DartsNetworks.Build(genotype, new DartsNetworkOptions { Channels = 8, Layers = 8 }, CifarImage);
        Assert.Equal(16, Node(network, "cell0.concatenation").Shape.Channels);
        Assert.Equal(["cell0.node5.sum", "cell0.node3.sum"], Node(network, "cell0.concatenation").Inputs.Select(input => input.Name));
    }

    [Fact]
    public void Build_AuxiliaryHeadOnWrongMaps_SaysWhatItNeeds()
    {
        var fault = Assert.Throws<NetworkException>(() =>
            DartsNetworks.Build(Named("DARTS_V2"), new DartsNetworkOptions { Channels = 4, Auxiliary = true }, new Shape(3, 64, 64)));
        Assert.Equal("the auxiliary head needs maps of 8×8, but cell 13 gives 64×16×16", fault.Message);
        Assert.Throws<NetworkException>(() =>
            DartsNetworks.Build(Named("DARTS_V2"), new DartsNetworkOptions { Channels = 4, Auxiliary = true }, new Shape(3, 8, 8)));
    }

    [Fact]
    public void Build_OptionsOutOfRange_AreReportedTogether()
    {
        var options = new DartsNetworkOptions { Channels = 1, Layers = 0, Classes = 0, Stem = DartsStem.ImageNet };
        var fault = Assert.Throws<UsageException>(() => DartsNetworks.Build(Named("DARTS_V2"), options, CifarImage));
        Assert.Equal("DARTS network: channels must be 2 … 4096, not 1; layers must be 1 … 1000, not 0; classes must be 1 … 1000000, not 0", fault.Message);
    }

    private static DartsGenotype Named(string name) => (DartsGenotype)new DartsSpace().Parse(name);

    private static Node Node(Network network, string name) => Assert.Single(network.Nodes, node => node.Name == name);
}
