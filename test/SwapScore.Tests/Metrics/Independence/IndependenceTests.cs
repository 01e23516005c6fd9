using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Kernels;
using SwapScore.Evaluation;
using SwapScore.Metrics.Structure;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.Independence;

/// <summary>Independence of channels, own and independent patterns, and swap-plus against their definitions, from the values of the reference executor.</summary>
public sealed class IndependenceTests
{
    public static TheoryData<string, string, int> Architectures => new()
    {
        { "darts", "DARTS_V2", 6 },
        { "nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|", 6 },
        { "nasbench201", "|none~0|+|nor_conv_3x3~0|none~1|+|nor_conv_3x3~0|nor_conv_1x1~1|none~2|", 17 },
        { "nasbench201", "|nor_conv_1x1~0|+|nor_conv_1x1~0|none~1|+|nor_conv_3x3~0|skip_connect~1|none~2|", 33 },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Scores_AreThoseOfTheFormulas(string spaceName, string text, int samples)
    {
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, samples);
        var space = SearchSpaces.Find(spaceName);
        var architecture = space.Parse(text);
        var network = space.BuildScoringNetwork(architecture, space.Tasks[0], images.Shape);
        var values = ReferenceExecutor.Run(network, images, new GaussianInitializer(), RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0));
        var live = LiveStructure.Find(network);
        var maps = network.Activations.Where(live.IsLive).DistinctBy(node => network.Canonical[node.Index]).Select(node => values[node.Index]).ToList();
        var (lambdas, patterns) = (maps.Select(map => SmallestEigenvalue(map, samples)).ToList(), maps.Select(map => Patterns(map, samples)).ToList());

        var options = new EvaluationOptions { Metrics = ["independence", "own-patterns", "independent-patterns", "swap-plus", "channel-flops"], Repeats = 1, Seed = 5 };
        var request = new EvaluationRequest(space.Name, architecture.Text, options, images.Fingerprint);
        await using var evaluator = new LocalEvaluator(images, 2, [space]);
        var scores = new Dictionary<string, double>();
        await foreach (var result in evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken))
            foreach (var (metric, score) in result.Metrics)
                scores[metric] = score.Mean;

        Near(lambdas.Sum(), scores["independence"], 1e-4);
        Near(maps.Zip(patterns, (map, count) => count / map.Shape.Count).Average(), scores["own-patterns"], 1e-12);
        Near(lambdas.Zip(patterns, (lambda, count) => lambda * count).Sum(), scores["independent-patterns"], 1e-4);
        Near(network.Nodes.Where(live.IsLive).Sum(node => (double)node.Operation.Flops(node.InputShapes, node.Shape, FlopConvention.MultiplyAdds) / node.Shape.Channels), scores["channel-flops"], 1e-12);
        Near(scores["channel-flops"] * Math.Pow(scores["own-patterns"], 2) * Math.Sqrt(scores["independent-patterns"]), scores["swap-plus"], 1e-9);
    }

    private static void Near(double expected, double actual, double relative)
    {
        Assert.True(expected > 0);
        Assert.Equal(expected, actual, relative * expected);
    }

    /// <summary>Distinct patterns of a map, the mean of the whole sub-batches of 16 samples.</summary>
    private static double Patterns(ReferenceTensor x, int samples)
    {
        var size = Math.Min(samples, 16);
        return Enumerable.Range(0, samples / size).Average(part => Enumerable.Range(0, (int)x.Shape.Count)
            .Select(neuron => string.Concat(Enumerable.Range(part * size, size).Select(sample => x.Values[neuron * samples + sample] > 0 ? '1' : '0')))
            .Distinct().Count());
    }

    private static double SmallestEigenvalue(ReferenceTensor x, int samples)
    {
        var area = (int)x.Shape.Area;
        var channels = Math.Min(64, x.Shape.Channels);
        var used = Math.Min(samples, 16);
        var positions = Math.Min(area, (1024 + used - 1) / used);
        var rows = Enumerable.Range(0, channels).Select(channel => (
            from position in Enumerable.Range(0, positions)
            from sample in Enumerable.Range(0, used)
            select (double)x.Values[(channel * x.Shape.Channels / channels * area + (2 * position + 1) * area / (2 * positions)) * samples + sample]).ToArray()).ToArray();
        return Math.Max(0, CorrelationMatrix.SmallestEigenvalue(rows));
    }
}
