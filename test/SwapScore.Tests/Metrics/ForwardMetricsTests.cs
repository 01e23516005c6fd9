using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Kernels;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics;

/// <summary>Metrics of forward passes against their formulas, computed from the values of the reference executor.</summary>
public sealed class ForwardMetricsTests
{
    private const int Samples = 6;

    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, Samples);

    public static TheoryData<string, string> Architectures => new()
    {
        { "darts", "DARTS_V2" },
        { "nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|" },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Zen_IsThatOfTheFormula(string space, string architecture)
    {
        var passes = Run("zen", space, architecture, new GaussianInitializer(), out var network);
        var features = network.Nodes.Last(node => node.Operation is GlobalAveragePooling).Inputs[0].Index;
        var difference = passes[0][features].Values.Zip(passes[1][features].Values).Sum(pair => Math.Abs((double)pair.First - pair.Second)) / Samples;
        var (sound, faithful) = (Math.Log(difference), Math.Log(difference));
        foreach (var node in network.Nodes.Where(node => node.Operation is BatchNormalization))
        {
            var channels = Enumerable.Range(0, node.Shape.Channels).ToArray();
            var (biased, first) = Variances(passes[0][node.Inputs[0].Index]);
            var (_, second) = Variances(passes[1][node.Inputs[0].Index]);
            sound += Math.Log(Math.Sqrt(biased.Average()));
            faithful += Math.Log(Math.Sqrt(channels.Average(c => 0.9 * (0.9 + 0.1 * first[c]) + 0.1 * second[c])));
        }

        Assert.Equal(sound, await ScoreAsync(space, architecture, "zen"), 1e-6);
        Assert.Equal(faithful, await ScoreAsync(space, architecture, "zen-faithful"), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Meco_IsThatOfTheFormula(string space, string architecture)
    {
        var values = Run("meco", space, architecture, SearchSpaces.Find(space).Initializer, out var network)[0];
        var sum = network.Nodes.Where(node => node.Operation is not Input).Select(node => network.Canonical[node.Index]).Distinct()
            .Sum(index => SmallestEigenvalue(values[index]));
        Assert.Equal(sum, await ScoreAsync(space, architecture, "meco"), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task MecoOfFewChannels_IsThatOfTheFormula(string space, string architecture)
    {
        var values = Run("meco-opt", space, architecture, SearchSpaces.Find(space).Initializer, out var network)[0];
        var sum = network.Nodes.Where(node => node.Operation is not Input).Select(node => network.Canonical[node.Index]).Distinct().Sum(index =>
        {
            var channels = values[index].Shape.Channels;
            var chosen = Math.Min(8, channels);
            return (double)channels / chosen * SmallestEigenvalue(values[index], [.. Enumerable.Range(0, chosen).Select(i => i * channels / chosen)]);
        });
        Assert.True(sum > 0);
        Assert.Equal(sum, await ScoreAsync(space, architecture, "meco-opt"), 1e-5 * sum);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task Near_IsThatOfTheFormula(string space, string architecture)
    {
        var values = Run("near", space, architecture, SearchSpaces.Find(space).Initializer, out var network)[0];
        var layers = network.Nodes.Where(node => node.Operation is Convolution or Linear or BatchNormalization { Affine: true } or ActivationFunction { Kind: FunctionKind.Relu }).ToList();
        Assert.Contains(layers, node => node.Shape.Area == 1);
        var sum = layers.Sum(node => EffectiveRank(values[node.Index]));
        Assert.Equal(sum, await ScoreAsync(space, architecture, "near"), 1e-4 * sum);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task LinearRegions_AreTheDistinctRows(string space, string architecture)
    {
        var passes = Run("linear-regions", space, architecture, new GaussianInitializer(), out var network);
        var relus = network.Nodes.Where(node => node.Operation is ActivationFunction { Kind: FunctionKind.Relu }).Select(node => node.Index).ToArray();
        var rows = passes.SelectMany(values => Enumerable.Range(0, 1000).Select(sample => string.Concat(relus.SelectMany(relu =>
            Enumerable.Range(0, values[relu].Values.Length / 1000).Select(neuron => values[relu].Values[neuron * 1000 + sample] > 0 ? '1' : '0')))));
        var count = rows.Distinct().Count();
        Assert.InRange(count, 100, 3000);
        Assert.Equal(count, await ScoreAsync(space, architecture, "linear-regions"));
    }

    /// <summary>Four metrics have no finite score of some networks, as published: constants leave nothing of them, blocks hold zeros, or small samples give equal features.</summary>
    [Fact(Explicit = true)]
    public async Task EveryMetric_EverySpaceAndTask_HasAFiniteScore()
    {
        string[] partial = ["epsinas", "expressivity", "progressivity", "rbflex"];
        string[] withRelus = ["linear-regions", "nwot", "nwot-distinct", "ncd-nwot", "rbflex", "wrcor-forward"];
        var names = MetricCatalog.Standard.Descriptions.Where(metric => metric.Scope != MetricScope.Texts && metric.Needs != MetricNeeds.Gradients).Select(metric => metric.Name).ToArray();

        // Of vision Transformers of one kind, the smallest: the others differ in sizes only.
        foreach (var space in SearchSpaces.All.Where(space => space.Name is not ("autoformer-small" or "autoformer-base" or "autoformer-scratch")))
            foreach (var task in space.Tasks.Where(task => task.Preparation != ImagePreparation.Tokens))
            {
                var shape = new Shape(task.Input.Channels, 16, 16);
                var batch = Noise.ToBatch(shape, 4, 1);
                // A vision Transformer has no thin network, whose regions could be counted, and no ReLU.
                string[] own = [.. names.Where(name => !withRelus.Contains(name) || !(space.Name == "pit" || space.Name.StartsWith("autoformer", StringComparison.Ordinal)))];
                var result = await EvaluateAsync(space, batch, new EvaluationRequest(
                    space.Name, space.Sample(RandomKey.FromSeed(3)).Text, Options(own), batch.Fingerprint)
                { Task = task.Name });
                Assert.Null(result.Failure);
                Assert.Equal(own, result.Metrics.Keys);
                Assert.All(result.Metrics, pair => Assert.True(double.IsFinite(pair.Value.RankValue) || partial.Contains(pair.Key), $"{space.Name} {task.Name} {pair.Key}"));
            }
    }

    [Fact]
    public async Task LinearRegions_TinyImages_AreAClearFailure()
    {
        var space = SearchSpaces.Find("darts");
        var batch = Noise.ToBatch(new Shape(3, 3, 3), 4, 1);
        var result = await EvaluateAsync(
            space, batch, new EvaluationRequest("darts", space.Named[0].Architecture.Text, Options("linear-regions"), batch.Fingerprint));
        Assert.Contains("crops 4×4 pixels", result.Failure, StringComparison.Ordinal);
    }

    private static EvaluationOptions Options(params string[] metrics) => new() { Metrics = [.. metrics], Repeats = 1, Seed = 5 };

    /// <summary>The values of every pass of the metric's protocol, by node.</summary>
    private static IReadOnlyList<ReferenceTensor>[] Run(string metric, string spaceName, string text, IInitializer initializer, out Network network)
    {
        var space = SearchSpaces.Find(spaceName);
        var key = RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0);
        var protocol = ((ForwardMetric)MetricCatalog.Standard.Get(metric)).Measures[0].Protocol;
        var passes = protocol.Passes(Images, key);
        var architecture = space.Parse(text);
        var built = protocol.IsThin
            ? space.BuildThinNetwork(architecture, passes[0].Shape)
            : space.BuildScoringNetwork(architecture, space.Tasks[0], passes[0].Shape);
        network = built;
        return [.. passes.Select(pass => ReferenceExecutor.Run(built, pass, initializer, key))];
    }

    private static async Task<double> ScoreAsync(string spaceName, string text, string metric)
    {
        var space = SearchSpaces.Find(spaceName);
        var result = await EvaluateAsync(space, Images, new EvaluationRequest(space.Name, space.Parse(text).Text, Options(metric), Images.Fingerprint));
        return result.Metrics[metric].Mean;
    }

    private static async Task<EvaluationResult> EvaluateAsync(ISearchSpace space, Batch batch, EvaluationRequest request)
    {
        await foreach (var result in new LocalEvaluator(batch, 1, [space]).EvaluateAsync([request]))
            return result;
        throw new InvalidOperationException("There was no result.");
    }

    private static (double[] Biased, double[] Unbiased) Variances(ReferenceTensor x)
    {
        var count = (int)x.Shape.Area * x.Samples;
        var biased = Enumerable.Range(0, x.Shape.Channels).Select(channel =>
        {
            var values = x.Values.Skip(channel * count).Take(count).Select(value => (double)value).ToArray();
            var mean = values.Average();
            return values.Average(value => (value - mean) * (value - mean));
        }).ToArray();
        return (biased, [.. biased.Select(value => value * count / (count - 1))]);
    }

    /// <summary>The effective rank of positions × channels, by singular values; positions are numbered sample by sample, column by column.</summary>
    private static double EffectiveRank(ReferenceTensor x)
    {
        var (channels, height, width) = (x.Shape.Channels, x.Shape.Rows, x.Shape.Columns);
        var positions = (from sample in Enumerable.Range(0, x.Samples)
                         from column in Enumerable.Range(0, width)
                         from row in Enumerable.Range(0, height)
                         select (sample, neuron: row * width + column)).ToList();
        var count = Math.Min(channels, positions.Count);
        var first = (positions.Count - count) / 2 / height * height;
        var matrix = Matrix<double>.Build.Dense(count, channels, (i, channel) =>
            x.Values[(channel * height * width + positions[first + i].neuron) * x.Samples + positions[first + i].sample]);
        var singular = matrix.Svd(computeVectors: false).S;
        var total = singular.Sum();
        return total == 0 ? 0 : Math.Exp(-singular.Where(value => value > 0).Sum(value => value / total * Math.Log(value / total)));
    }

    private static double SmallestEigenvalue(ReferenceTensor x) => SmallestEigenvalue(x, [.. Enumerable.Range(0, x.Shape.Channels)]);

    private static double SmallestEigenvalue(ReferenceTensor x, int[] chosen)
    {
        var area = (int)x.Shape.Area;
        return CorrelationMatrix.SmallestEigenvalue([.. chosen.Select(c => Array.ConvertAll(x.Values[(c * area)..((c + 1) * area)], value => (double)value))]);
    }
}
