using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Kernels;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Structure;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.Independence;

/// <summary>Independence of channels against its definition, computed from the values of the reference executor.</summary>
public sealed class IndependenceTests
{
    private const int Samples = 6;

    private static readonly Batch Images = BuiltInImages.Natural32.Resize(16).ToBatch(0, Samples);

    public static TheoryData<string, string> Architectures => new()
    {
        { "darts", "DARTS_V2" },
        { "nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|" },
        { "nasbench201", "|none~0|+|nor_conv_3x3~0|none~1|+|nor_conv_3x3~0|nor_conv_1x1~1|none~2|" },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Scores_AreThoseOfTheFormula(string spaceName, string text)
    {
        var space = SearchSpaces.Find(spaceName);
        var architecture = space.Parse(text);
        var network = space.BuildScoringNetwork(architecture, space.Tasks[0], Images.Shape);
        var values = ReferenceExecutor.Run(network, Images, new GaussianInitializer(), RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0));
        var live = LiveStructure.Find(network);
        var lambda = network.Activations.Where(live.IsLive).DistinctBy(node => network.Canonical[node.Index])
            .Sum(node => Math.Max(0, SmallestEigenvalue(values[node.Index])));

        var options = new EvaluationOptions { Metrics = ["swap", "independence", "swap-plus", "live-flops"], Repeats = 1, Seed = 5 };
        var request = new EvaluationRequest(space.Name, architecture.Text, options, Images.Fingerprint);
        var scores = new Dictionary<string, double>();
        await foreach (var result in new LocalEvaluator(Images, 2, [space]).EvaluateAsync([request], TestContext.Current.CancellationToken))
            foreach (var (metric, score) in result.Metrics)
                scores[metric] = score.Mean;
        Assert.True(lambda > 0);
        Assert.Equal(lambda, scores["independence"], 1e-4 * lambda);
        Assert.Equal(live.Flops, scores["live-flops"]);
        Assert.Equal(Math.Sqrt(scores["independence"] * scores["swap"] * live.Flops), scores["swap-plus"], 1e-9 * scores["swap-plus"]);
    }

    [Fact]
    public void SwapPlus_MeasuresNothingOfItsOwn()
    {
        static IEnumerable<IForwardMeasure> Measures(string name) => ((ForwardMetric)MetricCatalog.Standard.Get(name)).Measures;
        Assert.Equal([.. Measures("independence"), .. Measures("swap")], Measures("swap-plus"));
    }

    private static double SmallestEigenvalue(ReferenceTensor x)
    {
        var area = (int)x.Shape.Area;
        var channels = Math.Min(64, x.Shape.Channels);
        var samples = Math.Min(Math.Max(1, (1024 + area - 1) / area), Samples);
        var places = Math.Min(area, 1024);
        var rows = Enumerable.Range(0, channels).Select(channel => (
            from sample in Enumerable.Range(0, samples)
            from place in Enumerable.Range(0, places)
            select (double)x.Values[((channel * x.Shape.Channels / channels) * area + place * area / places) * Samples + sample]).ToArray()).ToArray();
        var matrix = Matrix<double>.Build.Dense(channels, channels, (i, j) =>
        {
            var correlation = MathNet.Numerics.Statistics.Correlation.Pearson(rows[i], rows[j]);
            return double.IsFinite(correlation) ? correlation : 0;
        });
        return matrix.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
    }
}
