using SwapScore.Metrics;
using SwapScore.Metrics.L2Norm;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Statistics;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.L2Norm;

public sealed class WeightLengthsTests
{
    /// <summary>What the published values of pixel generation hold more: the discriminator, which is no part of the scored network.</summary>
    private const double Discriminator = 56.6;

    [Fact]
    public void Of_CountsConvolutionsAndLinearMapsOnce()
    {
        var builder = new NetworkBuilder("weights");
        var x = builder.Input(new Shape(3, 8, 8));
        var first = builder.Convolution(x, 3, 3, padding: 1, bias: true);
        var second = builder.Add(first.Operation, [first], sharesWith: first);
        var pooled = builder.GlobalAveragePooling(builder.BatchNormalization(builder.TransposedConvolution(second, 4, 3)));
        var network = builder.Build(builder.Linear(pooled, 5));
        var key = RandomKey.FromSeed(9);

        var expected = 0.0;
        foreach (var node in new[] { first, network.Outputs[0] })
        {
            var values = new float[node.Parameters[0].Count];
            new GaussianInitializer().Fill(node, node.Parameters[0], key.Derive(RandomPurpose.Parameter, node.FirstParameter), values);
            expected += Math.Sqrt(values.Sum(value => (double)value * value));
        }

        Assert.Equal(expected, ((WeightMetric)WeightLengths.Metric).Of(InitialWeight.Draw(network, new GaussianInitializer(), key)), 9);
    }

    /// <summary>The lengths of thousands of random weights hardly vary: every published value is met, not only their order.</summary>
    [Theory(Explicit = true)]
    [InlineData("nasbench101", "zc_nasbench101.json", "cifar10", 0, 0.95)]
    [InlineData("nasbench201", "zc_nasbench201.json", "cifar10", 0, 0.94)]
    [InlineData("nasbench301", "zc_nasbench301.json", "cifar10", 0, 0.99)]
    [InlineData("transnas-micro", "zc_transbench101_micro.json", "class_scene", 0, 0.99)]
    [InlineData("transnas-micro", "zc_transbench101_micro.json", "jigsaw", 0, 0.99)]
    [InlineData("transnas-micro", "zc_transbench101_micro.json", "autoencoder", Discriminator, 0.99)]
    [InlineData("transnas-macro", "zc_transbench101_macro.json", "segmentsemantic", 0, 0.99)]
    public void Of_PublishedTable_HasItsValues(string spaceName, string table, string taskName, double more, double spearman)
    {
        var space = SearchSpaces.Find(spaceName);
        var task = SearchSpaces.FindTask(space, taskName);
        var rows = ZeroCostTruth.Read(TestData.Find($"tables/{table}"), taskName).Rows.Where((_, i) => i % 12 == 0).ToArray();
        var ours = Lengths(seed: 1);
        var theirs = Array.ConvertAll(rows, row => row.Published["l2_norm"]);
        Assert.All(ours.Zip(theirs), pair => Assert.InRange(pair.First / pair.Second, 0.98, 1.02));
        Assert.InRange(Spearman.Compute(ours, theirs), spearman, 1);

        // Networks with the same layers differ by chance alone, here as there: two of our own draws agree no better.
        Assert.InRange(Spearman.Compute(ours, theirs) - Spearman.Compute(ours, Lengths(seed: 2)), -0.02, 0.02);

        double[] Lengths(long seed)
        {
            var lengths = new double[rows.Length];
            Parallel.For(0, rows.Length, i =>
            {
                var network = space.BuildScoringNetwork(space.Parse(rows[i].Architecture), task, task.Input);
                lengths[i] = ((WeightMetric)WeightLengths.Metric).Of(InitialWeight.Draw(network, space.Initializer, RandomKey.FromSeed(seed).Derive(RandomPurpose.Repeat, i))) + more;
            });
            return lengths;
        }
    }
}
