using SwapScore.Engine;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Attention;

/// <summary>The forward-only metrics of Transformers.</summary>
internal static class AttentionMeasures
{
    private static readonly string[] Projections = [".query", ".key", ".value", ".weight", ".input"];

    /// <summary>Outputs of the linear maps before an operation: the mean over samples and features of the largest value over the tokens.</summary>
    public static TokenMeasure Confidence(bool isNormalised) => new(
        node => node.Operation is Convolution && Projections.Any(name => node.Name.EndsWith(name, StringComparison.Ordinal)),
        MeanOfLargestToken,
        isNormalised);

    /// <summary>Attention weights (0 for encoders without attention): the mean over samples and pairs of tokens of the largest weight over the heads.</summary>
    public static TokenMeasure SoftmaxConfidence(bool isNormalised) => new(
        node => node.Operation is Softmax { AlongRows: false }, MeanOfLargestHead, isNormalised);

    /// <summary>
    /// GELU outputs of the first sample, tokens as rows: Σ over all pairs of tokens of the features on whose sign they agree.
    /// </summary>
    public static TokenMeasure ActivationDistance(bool isNormalised) => new(
        node => node.Operation is Gelu && !node.IsAuxiliary, AgreementsOfTokens, isNormalised);

    private static double MeanOfLargestToken(in Activation activation)
    {
        var (features, tokens) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        var sum = 0.0;
        for (var sample = 0; sample < activation.Samples; sample++)
        {
            var values = activation.Block(sample / activation.Lanes)[(sample % activation.Lanes)..];
            for (var feature = 0; feature < features; feature++)
            {
                var largest = float.NegativeInfinity;
                for (var token = 0; token < tokens; token++)
                    largest = Math.Max(largest, values[(feature * tokens + token) * activation.Lanes]);
                sum += largest;
            }
        }

        return sum / activation.Samples / features;
    }

    private static double MeanOfLargestHead(in Activation activation)
    {
        var (heads, pairs) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        var sum = 0.0;
        for (var sample = 0; sample < activation.Samples; sample++)
        {
            var values = activation.Block(sample / activation.Lanes)[(sample % activation.Lanes)..];
            for (var pair = 0; pair < pairs; pair++)
            {
                var largest = float.NegativeInfinity;
                for (var head = 0; head < heads; head++)
                    largest = Math.Max(largest, values[(head * pairs + pair) * activation.Lanes]);
                sum += largest;
            }
        }

        return sum / activation.Samples / pairs;
    }

    private static double AgreementsOfTokens(in Activation activation)
    {
        // Of T tokens p are positive in a feature: p² + (T − p)² pairs agree, each token with itself included.
        var (features, tokens) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        var values = activation.Block(0);
        var sum = 0.0;
        for (var feature = 0; feature < features; feature++)
        {
            var positive = 0;
            for (var token = 0; token < tokens; token++)
                if (values[(feature * tokens + token) * activation.Lanes] > 0) positive++;
            sum += (double)positive * positive + (double)(tokens - positive) * (tokens - positive);
        }

        return sum;
    }
}
