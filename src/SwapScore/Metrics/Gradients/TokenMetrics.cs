using SwapScore.Metrics.Matrices;
using SwapScore.Networks;

namespace SwapScore.Metrics.Gradients;

/// <summary>
/// Metrics of the gradients of an encoder's outputs. The published code differentiates their sum; they end in a layer normalisation, whose outputs
/// always sum to zero, so these gradients are rounding noise. The sound form differentiates the sum weighted with N(0, 1) numbers.
/// </summary>
/// <remarks>Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023), and their notebook.</remarks>
internal static class TokenMetrics
{
    private const string Noise =
        "as published: the gradient of the sum of the outputs, which end in a layer normalisation, is zero but for rounding; a record of noise";

    private const string Seeded = "outputs weighted with N(0,1) numbers";

    private const double CosineExponent = 1.0 / 20;

    /// <summary>Narrower maps are not counted as maps into heads by the published code.</summary>
    private const int LeastHeadWidth = 128;

    public static IReadOnlyList<EngineGradientMetric> All { get; } =
    [
        .. Four(
            "synaptic-diversity", "Nuclear norm of weights times that of their gradients, summed over the linear maps of all operations.",
            (node, _) => TokenMaps.IsOfOperation(node),
            (weights, gradient, inputs) => SingularValues.Sum(weights, inputs) * SingularValues.Sum(gradient, inputs)),
        .. Four(
            "synaptic-saliency", "|Weight times gradient|, summed over the feed-forward maps.", (node, _) => TokenMaps.IsFeedForward(node),
            (weights, gradient, _) => TokenGradients.Saliency(weights, gradient)),
        .. Four(
            "head-importance", "|Weight times gradient|, summed over the maps into the heads of attention.",
            (node, isFaithful) => TokenMaps.IsIntoHeads(node) && (!isFaithful || node.Shape.Channels >= LeastHeadWidth),
            (weights, gradient, _) => TokenGradients.Saliency(weights, gradient)),
        .. Two(
            "jacobian-score", "How little the gradients by the features of the position embedding correlate between features.",
            EngineGradientMetric.Serianni, (gradients, _) => JacobianMetrics.OfRows(gradients.ByPosition)),
        .. Two(
            "jacobian-cosine", "Like jacobian-score, from the cosines between the gradients.",
            "Celotti, Balafrej, Calvet: Improving Zero-Shot NAS with Parameters Scores (2021)", (gradients, isFaithful) => Cosine(gradients.ByPosition, isFaithful)),
    ];

    /// <summary>
    /// <c>1 − Σ |C − I|^(1/20) / 2 / (n² − n)</c>, C the cosines between the rows. The diagonal of C − I is zero; what rounding leaves of it there, 1e-16,
    /// counts 0.16 to this power, and in the published code it does count.
    /// </summary>
    private static double Cosine(double[][] rows, bool isFaithful)
    {
        var units = Array.ConvertAll(rows, row =>
        {
            var length = Math.Sqrt(RowKernel.Dot(row, row));
            return Array.ConvertAll(row, value => value / length);
        });
        var sum = 0.0;
        for (var i = 0; i < units.Length; i++)
            for (var j = 0; j < units.Length; j++)
                if (i != j || isFaithful) sum += Math.Pow(Math.Abs(RowKernel.Dot(units[i], units[j]) - (i == j ? 1 : 0)), CosineExponent);
        var count = (double)units.Length;
        return 1 - sum / 2 / (count * count - count);
    }

    private static IEnumerable<EngineGradientMetric> Four(
        string name, string summary, Func<Node, bool, bool> isCounted, Func<double[], double[], int, double> value) =>
        from isFaithful in (bool[])[false, true]
        from isMean in (bool[])[false, true]
        select EngineGradientMetric.OfTexts(
            $"{name}{(isFaithful ? "-faithful" : "")}{(isMean ? "-normalised" : "")}",
            isMean ? $"Like {name}{(isFaithful ? "-faithful" : "")}, divided by the number of maps." : isFaithful ? $"Like {name}, of gradients that are rounding noise." : summary,
            EngineGradientMetric.Serianni, isFaithful ? Noise : Seeded, gradients => TokenGradients.Of(gradients, isFaithful).Total(isCounted, value, isMean));

    private static IEnumerable<EngineGradientMetric> Two(string name, string summary, string source, Func<TokenGradients, bool, double> value) =>
        from isFaithful in (bool[])[false, true]
        select EngineGradientMetric.OfTexts(
            $"{name}{(isFaithful ? "-faithful" : "")}", isFaithful ? $"Like {name}, of gradients that are rounding noise." : summary, source,
            isFaithful ? Noise : Seeded, gradients => value(TokenGradients.Of(gradients, isFaithful), isFaithful));
}
