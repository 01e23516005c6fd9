using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Spaces.Darts;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsScoringNetworkTests
{
    private static readonly Shape Image = new(3, 32, 32);

    // Every operation once; node 2 uses the image twice, node 5 an earlier node.
    private const string Small =
        "Genotype(normal=CELL, normal_concat=[2, 3, 4, 5], reduce=CELL, reduce_concat=[2, 3, 4, 5])";

    private const string SmallCell =
        "[('skip_connect', 0), ('sep_conv_3x3', 0), ('max_pool_3x3', 1), ('none', 0), " +
        "('dil_conv_5x5', 1), ('none', 2), ('avg_pool_3x3', 3), ('skip_connect', 4)]";

    [Fact]
    public void BuildScoring_RowsOfThePublishedTable_HaveTheirParameters()
    {
        long[] parameters = [1906, 1420, 958, 1120, 1648, 1216, 1114, 808, 1516, 862];
        Assert.Equal(parameters, Table().Where((_, row) => row % 17 == 0).Take(10).Select(row => Build(row).Parameters));
    }

    [Fact]
    public void BuildScoring_ThePublishedTable_HasItsStatistics()
    {
        var table = Table();
        var networks = table.Select(Build).ToList();
        var parameters = networks.Select(network => (double)network.Parameters).ToList();
        var mean = parameters.Average();
        var deviation = Math.Sqrt(parameters.Average(count => (count - mean) * (count - mean)));
        Assert.Equal(1239, mean, 0.5);
        Assert.Equal(381, deviation, 0.5);
        Assert.Equal((310, 2692), (parameters.Min(), parameters.Max()));

        var neurons = networks.Select(network => (double)network.Neurons).ToList();
        Assert.Equal((6144, 56_832), (neurons.Min(), neurons.Max()));
        Assert.Equal(30_720, neurons.Order().Skip(499).Take(2).Average());

        var accuracy = table.Select(row => row.Value).ToList();
        Assert.Equal(0.802, Spearman(parameters, accuracy), 0.0005);
        Assert.Equal(0.427, Spearman(neurons, accuracy), 0.0005);

        // 0.623 when a sum with zeros counts as another value than its other term; here it does not.
        Assert.Equal(0.622, Spearman([.. networks.Select(network => (double)network.DistinctNeurons)], accuracy), 0.0005);
    }

    [Fact]
    public void BuildScoring_SmallNetwork_HasThePinnedDump()
    {
        var network = DartsNetworks.BuildScoring(DartsGenotype.Parse(Small.Replace("CELL", SmallCell)), new Shape(3, 8, 8));
        var golden = Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "Golden", "darts-scoring-network.txt");
        Assert.Equal(File.ReadAllText(golden), network.Dump());
        Assert.StartsWith("f281c87e8762c2cc5305c692a84cbf20", network.Hash, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildScoring_Normal_IsNotUsed()
    {
        var genotype = DartsGenotype.Parse(Small.Replace("CELL", SmallCell));
        var other = genotype with { Normal = new DartsCell(genotype.Normal.Edges.Reverse().Select(edge => edge with { Input = 0 })) };
        Assert.NotEqual(genotype, other);
        Assert.Equal(DartsNetworks.BuildScoring(genotype, Image), DartsNetworks.BuildScoring(other, Image));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(15, 8)]
    [InlineData(16, 8)]
    public void BuildScoring_AnySide_IsBuiltAsThePublishedCodeDoes(int side, int half)
    {
        var network = DartsNetworks.BuildScoring(DartsGenotype.Parse(Small.Replace("CELL", SmallCell)), new Shape(3, side, side));
        Assert.Equal(new Shape(24, half, half), network.Nodes.Single(node => node.Name == "cell0.concatenation").Shape);
        var shifted = network.Nodes.Single(node => node.Name == "cell0.node2.left.odd");
        Assert.Equal(side % 2 == 0 ? 0 : 1, ((Convolution)shifted.Operation).Padding);
    }

    [Fact]
    public void BuildScoring_UnevenSides_IsBuilt()
    {
        var network = DartsNetworks.BuildScoring(DartsGenotype.Parse(Small.Replace("CELL", SmallCell)), new Shape(3, 8, 5));
        Assert.Equal(new Shape(24, 4, 3), network.Nodes.Single(node => node.Name == "cell0.concatenation").Shape);
    }

    [Fact]
    public void BuildScoring_GrayImage_IsRefused()
    {
        var genotype = DartsGenotype.Parse(Small.Replace("CELL", SmallCell));
        var fault = Assert.Throws<NetworkException>(() => DartsNetworks.BuildScoring(genotype, new Shape(1, 28, 28)));
        Assert.Equal("the scoring network of a DARTS cell reads images of 3 channels, not 1×28×28", fault.Message);
    }

    private static ValueList<TruthRow> Table() => AccuracyTruth.Read(TestData.Find("tables/DARTS_archs_CIFAR10.csv")).Rows;

    private static Network Build(TruthRow row) => DartsNetworks.BuildScoring(DartsGenotype.Parse(row.Architecture), Image);

    private static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) =>
        MathNet.Numerics.Statistics.Correlation.Spearman(x, y);
}
