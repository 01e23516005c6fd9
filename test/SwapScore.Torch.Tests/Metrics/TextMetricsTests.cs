using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Metrics;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Metrics;

/// <summary>Every metric of gradients of encoders, on a tiny one in double precision, against finite differences.</summary>
public sealed class TextMetricsTests : IDisposable
{
    private const int Width = 4;
    private const int Tokens = 3;

    private readonly DisposeScope _scope;
    private readonly PlainConvolutions _convolutions = new();
    private readonly Network _network = FlexiBertNetworks.Build(
        FlexiBertArchitecture.Parse("h128 wma-2-512x1 dsc5-2-512x3"),
        new FlexiBertOptions { Hidden = Width, FeedForward = 6, Vocabulary = 11, EmbeddingWidth = Width },
        new Shape(1, 1, Tokens));

    private readonly Batch _batch = new(new Shape(1, 1, Tokens), [1, 2, 3, 4, 5, 6], "tokens");
    private readonly GradientRun _run;

    public TextMetricsTests()
    {
        TorchLibrary.Load();
        _scope = NewDisposeScope();
        _run = new GradientRun(_network, new WideInitializer(), RandomKey.FromSeed(1), _batch, TaskLoss.CrossEntropy, ScalarType.Float64);
    }

    public void Dispose()
    {
        _scope.Dispose();
        _convolutions.Dispose();
    }

    [Fact]
    public void SumsOverMaps_TinyEncoder_AreThoseOfFiniteDifferences()
    {
        string[] operation = ["query", "key", "value", "weight", "output", "kernels", "span-value"];
        string[] intoHeads = ["query", "key", "value", "weight", "span-value"];
        var diversity = Maps(operation).Sum(node => Nuclear(Entries(node), node) * Nuclear(Gradient(node), node));
        var importance = Maps(intoHeads).Sum(Saliency);
        var feedForward = _network.Nodes.Where(node => node.Name.Contains(".feed", StringComparison.Ordinal) && node.Operation is Convolution).ToArray();
        Assert.Equal(2 + 4, feedForward.Length);
        var saliency = feedForward.Sum(Saliency);

        Near(diversity, "synaptic-diversity");
        Near(diversity / (5 + 6), "synaptic-diversity-normalised");
        Near(importance, "head-importance");
        Near(importance / (4 + 4), "head-importance-normalised");
        Near(saliency, "synaptic-saliency");
        Near(saliency / feedForward.Length, "synaptic-saliency-normalised");

        double Saliency(Node node) => Entries(node).Zip(Gradient(node)).Sum(pair => Math.Abs(pair.First * pair.Second));
    }

    [Fact]
    public void JacobianScores_TinyEncoder_AreThoseOfFiniteDifferences()
    {
        var position = _run.Weights.All.Single(one => one.Role == ParameterRole.PositionEmbedding).Values;
        var gradient = FiniteDifferences.Of(position.narrow(0, 0, Tokens), WeightedSum);
        var rows = Enumerable.Range(0, Width).Select(feature =>
            Enumerable.Range(0, (int)position.shape[0]).Select(place => place < Tokens ? gradient[place * Width + feature] : 0).ToArray()).ToArray();
        Near(Dense.Jacov(Dense.Of(rows, Dense.Correlation)), "jacobian-score", 1e-4);

        var cosines = Dense.Of(rows, (x, y) => Dense.Dot(x, y) / Math.Sqrt(Dense.Dot(x, x) * Dense.Dot(y, y)));
        var off = Enumerable.Range(0, Width).Sum(i => Enumerable.Range(0, Width).Where(j => j != i).Sum(j => Math.Pow(Math.Abs(cosines[i][j]), 1.0 / 20)));
        Near(1 - off / 2 / (Width * Width - Width), "jacobian-cosine", 1e-7);
    }

    [Fact]
    public void Dss_TinyEncoder_IsThatOfFiniteDifferences()
    {
        var weights = _run.AbsoluteWeights();
        var score = _network.Nodes.Where(node => node.Operation is Convolution { IsSequence: false } && node.Name.StartsWith("layer", StringComparison.Ordinal)
            && !node.Name.EndsWith("span-pointwise", StringComparison.Ordinal)).Sum(node =>
        {
            var weight = LayerGradient.WeightOf(weights, node);
            var (entries, gradient) = (weight.detach().data<double>().ToArray(), FiniteDifferences.Of(weight, Sum));
            return node.Name.Contains(".feed", StringComparison.Ordinal)
                ? entries.Zip(gradient).Sum(pair => Math.Abs(pair.First * pair.Second))
                : Nuclear(entries, node) * Nuclear(gradient, node);
        });
        Near(Math.Log(score), "dss");

        double Sum()
        {
            using var forwardOnly = no_grad();
            return new TorchPass(_network, weights, zeros([1, 1, 1, Tokens], ScalarType.Float64), replaced: (node, x) =>
                node.Operation is TokenEmbedding ? ones([1, Width, 1, Tokens], ScalarType.Float64) : node.Operation is LayerNormalization ? x : null).Output.sum().item<double>();
        }
    }

    [Fact]
    public void FaithfulGradients_OfALayerNormalization_AreRoundingNoise()
    {
        foreach (var metric in (string[])["synaptic-diversity", "synaptic-saliency"])
            Assert.InRange(
                Math.Abs(TorchMetrics.Find(metric + "-faithful")!.Of(_run)), 0, 1e-9 * Math.Abs(TorchMetrics.Find(metric)!.Of(_run)));

        // Its maps are narrower than the published code counts.
        Assert.Equal(0, TorchMetrics.Find("head-importance-faithful")!.Of(_run));
    }

    private static double Nuclear(double[] values, Node node) => Dense.Nuclear(values, node.Shape.Channels);

    private IEnumerable<Node> Maps(string[] names) => _network.Nodes.Where(node => node.Operation is Convolution { IsSequence: false }
        && node.Name.StartsWith("layer", StringComparison.Ordinal) && names.Contains(node.Name[(node.Name.LastIndexOf('.') + 1)..]));

    private double[] Entries(Node node) => LayerGradient.WeightOf(_run.Weights, node).detach().data<double>().ToArray();

    private double[] Gradient(Node node) => FiniteDifferences.Of(LayerGradient.WeightOf(_run.Weights, node), WeightedSum);

    private double WeightedSum()
    {
        using var forwardOnly = no_grad();
        var output = new TorchPass(_network, _run.Weights, TorchPass.InputOf(_batch, ScalarType.Float64, CPU)).Output.contiguous().data<double>().ToArray();
        var seed = new float[output.Length];
        Gaussian.Fill(_run.Key.Derive(RandomPurpose.Other, 0), seed);
        return output.Zip(seed).Sum(pair => pair.First * pair.Second);
    }

    private void Near(double expected, string metric, double tolerance = 1e-5)
    {
        var actual = TorchMetrics.Find(metric)!.Of(_run);
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), $"{metric}: {actual} instead of {expected}");
    }

    /// <summary>Large enough weights that nothing of the tiny encoder vanishes.</summary>
    private sealed class WideInitializer : IInitializer
    {
        public string Name => "wide";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            if (parameter.Role == ParameterRole.Scale)
                values.Fill(1);
            else if (parameter.Role is ParameterRole.Bias or ParameterRole.Shift)
                values.Clear();
            else
                Gaussian.Fill(key, values);
        }
    }
}
