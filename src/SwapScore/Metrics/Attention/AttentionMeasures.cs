using SwapScore.Engine;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Attention;

/// <summary>The forward-only metrics of Transformers.</summary>
internal static class AttentionMeasures
{
    private const string Source = "Serianni, Kalita: Training-free NAS for RNNs and Transformers (ACL 2023)";

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        .. Both("attention-confidence", "How large the outputs of the maps before an operation get over the tokens, on average; summed.", Confidence),
        .. Both("softmax-confidence", "How large attention weights get over the heads, on average; summed.", SoftmaxConfidence),
        .. Both("activation-distance", "On how many GELU signs the tokens of the first text agree, over all pairs.", ActivationDistance),
    ];

    /// <summary>Outputs of the linear maps before an operation: the mean over samples and features of the largest value over the tokens.</summary>
    private static TokenMeasure Confidence(bool isNormalized) => new(
        node => node.Role is NodeRole.Query or NodeRole.Key or NodeRole.Value or NodeRole.QueryWeight or NodeRole.SpectralInput,
        MeanOfLargestToken,
        isNormalized);

    /// <summary>
    /// Attention weights: the mean over samples and pairs of tokens of the largest weight over the heads. The published code takes a softmax in
    /// transform layers too, of the spectrum over the features of a head, and records it though nothing reads it: the mean over samples,
    /// tokens and features of the largest over the heads.
    /// </summary>
    private static TokenMeasure SoftmaxConfidence(bool isNormalized) => new(
        node => node.Operation is Softmax { AlongRows: false } || IsSpectrum(node),
        (in activation, samples) => IsSpectrum(activation.Node) ? MeanOfLargestFeature(activation, samples) : MeanOfLargestHead(activation, samples),
        isNormalized);

    /// <summary>
    /// GELU outputs of the first sample, tokens as rows: Σ over all pairs of tokens of the features on whose sign they agree.
    /// </summary>
    private static TokenMeasure ActivationDistance(bool isNormalized) => new(
        node => node.Operation is ActivationFunction { Kind: FunctionKind.Gelu } && !node.IsAuxiliary, AgreementsOfTokens, isNormalized);

    private static IEnumerable<Metric> Both(string name, string summary, Func<bool, IForwardMeasure> measure) =>
    [
        new ForwardMetric(Describe(name, summary, "Transformers only; texts, batch as given"), measure(false)),
        new ForwardMetric(
            Describe($"{name}-normalised", $"Like {name}, divided by the number of recorded values.", "Transformers only"), measure(true)),
    ];

    private static MetricDescription Describe(string name, string summary, string settings) =>
        new(name, summary, MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, Source, settings) { Scope = MetricScope.Texts };

    private static double MeanOfLargestToken(in Activation activation, int samples)
    {
        var (features, tokens) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        return SumOfLargest(activation, features, tokens, tokens, 1) / samples;
    }

    private static double MeanOfLargestHead(in Activation activation, int samples)
    {
        var (heads, pairs) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        return SumOfLargest(activation, pairs, heads, 1, pairs) / samples;
    }

    private static bool IsSpectrum(Node node) => node.Role == NodeRole.Spectrum;

    private static double MeanOfLargestFeature(in Activation activation, int samples)
    {
        var (heads, features, tokens) = (activation.Node.Shape.Channels, activation.Node.Shape.Rows, activation.Node.Shape.Columns);
        var weights = new float[heads * features];
        var sum = 0.0;
        for (var sample = 0; sample < activation.Samples; sample++)
        {
            var values = activation.Sample(sample);
            for (var token = 0; token < tokens; token++)
            {
                for (var head = 0; head < heads; head++)
                    Soften(values, head, token, weights.AsSpan(head * features, features), tokens);
                for (var feature = 0; feature < features; feature++)
                {
                    var largest = 0f;
                    for (var head = 0; head < heads; head++)
                        largest = Math.Max(largest, weights[head * features + feature]);
                    sum += largest;
                }
            }
        }

        return sum / ((double)tokens * features) / samples;
    }

    /// <summary>The softmax of a token's features of a head.</summary>
    private static unsafe void Soften(in SampleValues values, int head, int token, Span<float> weights, int tokens)
    {
        for (var feature = 0; feature < weights.Length; feature++)
            weights[feature] = values[(head * weights.Length + feature) * tokens + token];
        fixed (float* line = weights)
            SoftmaxKernel.Run<Lanes32>(line, line, weights.Length, 1);
    }

    /// <summary>The sum over samples, mean over places, of the largest of some values.</summary>
    /// <param name="places">Number of places.</param>
    /// <param name="values">Number of values of a place.</param>
    /// <param name="placeStride">Neurons between places.</param>
    /// <param name="valueStride">Neurons between the values of a place.</param>
    private static double SumOfLargest(in Activation activation, int places, int values, int placeStride, int valueStride)
    {
        var sum = 0.0;
        for (var sample = 0; sample < activation.Samples; sample++)
        {
            var shown = activation.Sample(sample);
            for (var place = 0; place < places; place++)
            {
                var largest = float.NegativeInfinity;
                for (var value = 0; value < values; value++)
                    largest = Math.Max(largest, shown[place * placeStride + value * valueStride]);
                sum += largest;
            }
        }

        return sum / places;
    }

    private static double AgreementsOfTokens(in Activation activation, int samples)
    {
        if (activation.FirstSample > 0) return 0;

        // Of T tokens p are positive in a feature: p² + (T − p)² pairs agree, each token with itself included.
        var (features, tokens) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        var values = activation.Sample(0);
        var sum = 0.0;
        for (var feature = 0; feature < features; feature++)
        {
            var positive = 0;
            for (var token = 0; token < tokens; token++)
                if (values[feature * tokens + token] > 0) positive++;
            sum += (double)positive * positive + (double)(tokens - positive) * (tokens - positive);
        }

        return sum;
    }
}
