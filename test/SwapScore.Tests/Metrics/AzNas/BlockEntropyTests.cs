using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Kernels;
using SwapScore.Metrics.AzNas;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics.AzNas;

public sealed class BlockEntropyTests
{
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 2);

    public static TheoryData<string, string, int> Architectures => new()
    {
        { "nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|", 18 },
        { "darts", "DARTS_V2", 0 },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Scores_AreThoseOfTheFormula(string space, string architecture, int blocks)
    {
        var run = new MetricRun("expressivity", space, architecture, Images);
        var (network, values) = (run.Network, run.Values()[0]);
        var nodes = blocks > 0 ? network.Blocks : [.. network.Activations];
        if (blocks > 0) Assert.Equal(blocks, nodes.Length);
        var entropies = nodes.Select(node => Entropy(values[node.Index])).ToArray();
        Assert.Equal(entropies.Sum(), await run.ScoreAsync(), 1e-3);
        var steps = entropies.Skip(1).Zip(entropies, (next, before) => next - before);
        Assert.Equal(steps.Min(), await new MetricRun("progressivity", space, architecture, Images).ScoreAsync(), 1e-4);
    }

    [Fact]
    public async Task Scores_CellsOfZeros_AreMinusInfinity()
    {
        const string Dead = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        Assert.Equal(double.NegativeInfinity, await new MetricRun("expressivity", "nasbench201", Dead, Images).ScoreAsync());
        Assert.Equal(double.NegativeInfinity, await new MetricRun("progressivity", "nasbench201", Dead, Images).ScoreAsync());
    }

    /// <summary>More channels than positions: eigenvalues come from the products of positions.</summary>
    [Theory]
    [InlineData(3, 5)]
    [InlineData(9, 4)]
    public void Compute_UnevenMaps_IsThatOfTheCovariance(int channels, int positions)
    {
        var builder = new NetworkBuilder("map");
        var node = builder.Input(new Shape(channels, 1, positions));
        var values = Noise.ToBatch(node.Shape, 2, 3).Values.ToArray();
        var matrix = Matrix<double>.Build.Dense(2 * positions, channels, (i, channel) => values[(i / positions * channels + channel) * positions + i % positions]);
        Assert.Equal(Entropy(matrix), ChannelEntropy.Compute(Activation.FromRows(node, values, 2)), 1e-9);
    }

    [Theory]
    [InlineData("nasbench101", 10)]
    [InlineData("nasbench201", 18)]
    [InlineData("nasbench301", 9)]
    [InlineData("transnas-micro", 11)]
    public void Blocks_OfASpace_AreItsStemAndCells(string name, int count)
    {
        var space = SearchSpaces.Find(name);
        var network = space.BuildScoringNetwork(space.Sample(SwapScore.Randomness.RandomKey.FromSeed(2)), space.Tasks[0], space.Tasks[0].Input);
        Assert.Equal(count, NetworkBlocks.Find(network).Length);
        Assert.Equal([0, count], new[] { network.Nodes[0], network.Nodes[^1] }.Select(node => NetworkBlocks.Before(network, node)));
    }

    private static double Entropy(ReferenceTensor x)
    {
        var area = (int)x.Shape.Area;
        return Entropy(Matrix<double>.Build.Dense(area * x.Samples, x.Shape.Channels, (i, channel) => x.Values[(channel * area + i / x.Samples) * x.Samples + i % x.Samples]));
    }

    private static double Entropy(Matrix<double> rows)
    {
        var means = rows.ColumnSums() / rows.RowCount;
        var centered = Matrix<double>.Build.Dense(rows.RowCount, rows.ColumnCount, (i, j) => rows[i, j] - means[j]);
        var eigenvalues = centered.TransposeThisAndMultiply(centered).Evd(Symmetricity.Symmetric).EigenValues.Select(value => Math.Max(0, value.Real)).ToArray();
        return -eigenvalues.Select(value => value / eigenvalues.Sum()).Sum(share => share * Math.Log(share + 1e-8));
    }
}
