using System.Globalization;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsSpaceTests
{
    private readonly DartsSpace _space = new();

    [Fact]
    public void Size_Formula_IsTheProductOverEdges()
    {
        Assert.Equal(BigInteger.Pow(8, 8) * BigInteger.Pow(2 * 3 * 4 * 5, 2), DartsSpace.CellCount);
        Assert.Equal(BigInteger.Parse("58366651170721628160000", CultureInfo.InvariantCulture), _space.Size);
        Assert.Contains(_space.Facts, fact => fact.Value.Contains(DartsSpace.CellCount.ToString("N0", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Connections_Cell_AreTheFourteenPossibleOnes()
    {
        Assert.Equal(14, DartsSpace.Connections.Length);
        Assert.Equal(14, DartsSpace.Connections.Distinct().Count());
        Assert.All(DartsSpace.Connections, connection => Assert.InRange(connection.Input, 0, connection.Node - 1));
    }

    [Theory]
    [InlineData("DARTS_V2")]
    [InlineData(" darts_v2\n")]
    [InlineData("Darts_V2")]
    public void Parse_Name_IsFoundWhateverItsCase(string name) =>
        Assert.Equal("('dil_conv_3x3', 2)", ((DartsGenotype)_space.Parse(name)).Normal.Edges[7].ToString());

    [Fact]
    public void Parse_TextOfEveryNamed_GivesItBack()
    {
        Assert.Equal(_space.Named.Count, _space.Named.Select(named => named.Architecture).Distinct().Count());
        Assert.All(_space.Named, named => Assert.Equal(named.Architecture, _space.Parse(named.Architecture.Text)));
        Assert.All(_space.Named, named => Assert.Equal(named.Architecture, _space.Parse($"{named.Name} = {named.Architecture.Text}")));
    }

    [Theory]
    [InlineData("DARTS_V3", "unknown architecture 'DARTS_V3' in the space darts")]
    [InlineData("Genotype", "unknown architecture 'Genotype' in the space darts")]
    [InlineData("DARTS_V2 =", "malformed genotype at character 11: expected 'Genotype(', found the end of the text")]
    public void Parse_UnknownText_SaysSo(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<UsageException>(() => _space.Parse(text)).Message);

    [Fact]
    public void Parse_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains("DARTS_V1, DARTS_V2, ", Assert.Throws<UsageException>(() => _space.Parse("x")).Hint);

    [Fact]
    public void Parse_OverlongName_IsRefused()
    {
        Assert.Throws<UsageException>(() => _space.Parse(new string('x', 100_000)));
        Assert.Equal($"unknown architecture '{new string('x', 40)}…' in the space darts", Assert.Throws<UsageException>(() => _space.Parse(new string('x', 100))).Message);
    }

    [Fact]
    public void Sample_SeedZero_IsPinned()
    {
        var genotype = DartsSampler.SharedCell(RandomKey.FromSeed(0));
        Assert.Equal(
            "Genotype(normal=[('max_pool_3x3', 1), ('skip_connect', 1), ('none', 0), ('none', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('max_pool_3x3', 1), ('sep_conv_5x5', 3)], " +
            "normal_concat=[2, 3, 4, 5], " +
            "reduce=[('max_pool_3x3', 1), ('skip_connect', 1), ('none', 0), ('none', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('max_pool_3x3', 1), ('sep_conv_5x5', 3)], reduce_concat=[2, 3, 4, 5])",
            genotype.Text);
        Assert.Equal(
            "Genotype(normal=[('skip_connect', 1), ('avg_pool_3x3', 0), ('dil_conv_3x3', 1), ('sep_conv_3x3', 0), ('dil_conv_3x3', 1), ('max_pool_3x3', 2), ('dil_conv_3x3', 0), ('sep_conv_3x3', 1)], " +
            "normal_concat=[2, 3, 4, 5], " +
            "reduce=[('skip_connect', 1), ('avg_pool_3x3', 0), ('sep_conv_5x5', 0), ('avg_pool_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 0), ('avg_pool_3x3', 1), ('none', 0)], reduce_concat=[2, 3, 4, 5])",
            _space.Sample(RandomKey.FromSeed(1)).Text);
    }

    [Fact]
    public void Sample_Cells_AreSharedOrSeparate()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            var shared = DartsSampler.SharedCell(key);
            var separate = DartsSampler.SeparateCells(key, DartsOperationNames.Operations);
            Assert.Equal(shared.Normal, shared.Reduce);
            Assert.Equal(shared.Normal, separate.Normal);
            Assert.NotEqual(separate.Normal, separate.Reduce);
        }
    }

    [Fact]
    public void Sample_ManyCells_DrawOperationsAndInputsUniformly()
    {
        const int count = 4000;
        var cells = Enumerable.Range(0, count).Select(i => DartsSampler.SharedCell(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, i)).Normal).ToList();
        for (var edge = 0; edge < DartsCell.EdgeCount; edge++)
        {
            AssertUniform(cells.Select(cell => (int)cell.Edges[edge].Operation), 8);
            AssertUniform(cells.Select(cell => cell.Edges[edge].Input), DartsCell.NodeOf(edge));
        }

        // In the published table 811 of 1,000 cells have a node that reads one state twice: 1 − 1/2·2/3·3/4·4/5 = 0.8.
        var twice = cells.Count(cell => Enumerable.Range(2, 4).Any(node => cell.EdgesOf(node) is var (left, right) && left.Input == right.Input));
        Assert.Equal(0.8, twice / (double)count, 0.03);

        static void AssertUniform(IEnumerable<int> values, int kinds)
        {
            var counts = values.CountBy(value => value).ToDictionary();
            Assert.Equal(kinds, counts.Count);
            var deviation = Math.Sqrt((double)count / kinds * (1 - 1.0 / kinds));
            Assert.All(counts.Values, found => Assert.Equal((double)count / kinds, found, 5 * deviation));
        }
    }

    [Fact]
    public void BuildScoringNetwork_FirstTask_IsTheScoringNetwork()
    {
        var genotype = (DartsGenotype)_space.Parse("DARTS_V1");
        Assert.Equal(DartsNetworks.BuildScoring(genotype, new Shape(3, 32, 32)), _space.BuildScoringNetwork(genotype, _space.Tasks[0], _space.Tasks[0].Input));
    }

    [Fact]
    public void BuildScoringNetwork_ImageNet_DiffersInItsClassifierAlone()
    {
        var genotype = (DartsGenotype)_space.Parse("DARTS_V2");
        var (cifar, imageNet) = (_space.Tasks[0], SearchSpaces.FindTask(_space, "imagenet"));
        var small = _space.BuildScoringNetwork(genotype, cifar, imageNet.Input);
        var network = _space.BuildScoringNetwork(genotype, imageNet, imageNet.Input);

        // 24 features: 25 thousand parameters of the classifier, the μ of the paper's search on ImageNet.
        Assert.Equal(new Shape(3, 224, 224), network.Inputs.Single().Shape);
        Assert.Equal(24 * 1000 + 1000, network.Parameters - (small.Parameters - (24 * 10 + 10)));
        Assert.Equal(small.Neurons, network.Neurons);
    }

    [Fact]
    public void FullSizes_ImageNet_IsFirst()
    {
        var network = _space.FullSizes(SearchSpaces.FindTask(_space, "imagenet"))[0];
        Assert.Equal("ImageNet", network.Name);
        Assert.Equal(4_718_752, network.Build(_space.Parse("DARTS_V2")).Parameters);
        Assert.Equal("CIFAR-10", _space.FullSizes(_space.Tasks[0])[0].Name);
    }

    // Millions as the authors report them. They count normalisations twice and ReLUs once per value beside the multiply-adds. The 574 of DARTS_V2 is left out: nobody who
    // has counted it again gets there (523 … 545 in quark0/darts, issue 46; here 529.9 multiply-adds, 544.0 with the rest).
    [Theory]
    [InlineData("PDARTS", 557)]
    [InlineData("PC_DARTS_cifar", 586)]
    [InlineData("PC_DARTS_image", 597)]
    public void FullSizes_ImageNet_HaveTheReportedOperations(string name, double millions)
    {
        var network = _space.FullSizes(SearchSpaces.FindTask(_space, "imagenet"))[0].Build(_space.Parse(name));
        var others = network.Nodes.Sum(node => node.Operation is BatchNormalization ? 2 * node.Shape.Count : node.Operation is ActivationFunction { Kind: FunctionKind.Relu } ? node.Shape.Count : 0);
        Assert.Equal(millions, (network.Flops() + others) / 1e6, 0.5);
    }
}
