using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics.Attention;

/// <summary>The metrics of Transformers against their formulas, computed from the values of the reference executor.</summary>
public sealed class AttentionMetricsTests
{
    private const string Encoder = "h128 wma-4-512x1 dct-2-512x1 dsc5-4-512x3 sdp-2-512x1";
    private const int Tokens = 6;

    // More than a group of samples, and texts shorter than the batch.
    private static readonly Batch Texts = TokenBatch.Create([.. Range(20).Select(text => Range(1 + text % Tokens).Select(token => 5 + 7 * text + 3 * token).ToArray())], Tokens, 200, "test");

    [Fact]
    public async Task EveryMetric_IsThatOfTheFormula()
    {
        var space = SearchSpaces.Find("flexibert");
        var network = space.BuildScoringNetwork(space.Parse(Encoder), space.Tasks[0], Texts.Shape);
        var key = RandomKey.FromSeed(2).Derive(RandomPurpose.Repeat, 0);
        var values = ReferenceExecutor.Run(network, Texts, space.ScoringInitializer, key);

        var projections = network.Nodes.Where(node => node.Operation is Convolution && node.Name.Split('.')[^1] is "query" or "key" or "value" or "weight" or "input").ToList();
        Assert.Equal(4 + 1 + 3 + 3, projections.Count);
        var confidence = projections.Sum(node => Mean(node, Range(node.Shape.Channels), (sample, feature) =>
            Range(Tokens).Max(token => values[node.Index][feature, 0, token, sample])));

        var attentions = network.Nodes.Where(node => node.Operation is Softmax { AlongRows: false }).ToList();
        Assert.Equal(3, attentions.Count);
        var softmax = attentions.Sum(node => Mean(node, Range(Tokens * Tokens), (sample, pair) =>
            Range(node.Shape.Channels).Max(head => values[node.Index][head, pair / Tokens, pair % Tokens, sample])));

        // The transform layer's spectrum, as [head][feature][token], through a softmax over the features.
        var spectrum = network.Nodes.Single(node => node.Name.EndsWith(".spectrum", StringComparison.Ordinal));
        Assert.Equal(new Shape(2, 64, Tokens), spectrum.Shape);
        softmax += Mean(spectrum, Range(64 * Tokens), (sample, place) => Range(2).Max(head =>
        {
            var powers = Range(64).Select(feature => Math.Exp(values[spectrum.Index][head, feature, place % Tokens, sample])).ToArray();
            return (float)(powers[place / Tokens] / powers.Sum());
        }));

        var distance = network.Nodes.Where(node => node.Operation is ActivationFunction { Kind: FunctionKind.Gelu }).Sum(node =>
            Range(Tokens).Sum(first => Range(Tokens).Sum(second => Range(node.Shape.Channels).Count(feature =>
                values[node.Index][feature, 0, first, 0] > 0 == values[node.Index][feature, 0, second, 0] > 0))));

        Assert.Equal(confidence, await ScoreAsync("attention-confidence"), 5);
        Assert.Equal(confidence / 11, await ScoreAsync("attention-confidence-normalised"), 6);
        Assert.Equal(softmax, await ScoreAsync("softmax-confidence"), 5);
        Assert.Equal(softmax / 4, await ScoreAsync("softmax-confidence-normalised"), 6);
        Assert.Equal(distance, await ScoreAsync("activation-distance"));
        Assert.Equal(distance / 6.0, await ScoreAsync("activation-distance-normalised"), 9);

        double Mean(Node node, IEnumerable<int> places, Func<int, int, float> value) =>
            places.Average(place => Range(Texts.Size).Average(sample => (double)value(sample, place)));
    }

    [Fact]
    public async Task AttentionConfidence_ConvolutionalNetwork_IsAClearFailure()
    {
        var space = SearchSpaces.Find("darts");
        var batch = Noise.ToBatch(new Shape(3, 8, 8), 2, 1);
        var result = await EvaluateAsync(space, batch, space.Named[0].Architecture.Text, "attention-confidence");
        Assert.Contains("reads no tokens", result.Failure, StringComparison.Ordinal);
    }

    private static async Task<double> ScoreAsync(string metric)
    {
        var result = await EvaluateAsync(SearchSpaces.Find("flexibert"), Texts, Encoder, metric);
        return result.Metrics[metric].Mean;
    }

    private static async Task<EvaluationResult> EvaluateAsync(ISearchSpace space, Batch batch, string text, string metric)
    {
        var options = new EvaluationOptions { Metrics = [metric], Repeats = 1, Seed = 2 };
        await foreach (var result in new LocalEvaluator(batch, 1, [space]).EvaluateAsync([new EvaluationRequest(space.Name, text, options, batch.Fingerprint)]))
            return result;
        throw new InvalidOperationException("There was no result.");
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}
