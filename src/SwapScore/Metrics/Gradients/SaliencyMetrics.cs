namespace SwapScore.Metrics.Gradients;

/// <summary>Metrics of weights W and the gradients g of the loss by them, over convolutions and linear maps, biases and normalisations left out.</summary>
internal static class SaliencyMetrics
{
    public static IReadOnlyList<EngineGradientMetric> All { get; } =
    [
        EngineGradientMetric.OfLabels("grad-norm", "Sum over the layers of the length of the gradient of the loss.", EngineGradientMetric.Abdelfattah, GradNorm),
        EngineGradientMetric.OfLabels("plain", "Sum over all weights of weight times gradient.", EngineGradientMetric.Abdelfattah, Plain),
        EngineGradientMetric.OfLabels(
            "snip", "Sum over all weights of |weight times gradient|.", "Lee, Ajanthan, Torr: SNIP (ICLR 2019)", Snip),
    ];

    /// <summary><c>Σ_layers ‖g‖₂</c>.</summary>
    private static double GradNorm(NetworkGradients gradients) => Sum(gradients, (_, gradient) => Math.Sqrt(Products(gradient, gradient)));

    /// <summary><c>Σ W·g</c>.</summary>
    private static double Plain(NetworkGradients gradients) => Sum(gradients, Products);

    /// <summary><c>Σ |W·g|</c>: the gradient by a mask of ones on the weights.</summary>
    private static double Snip(NetworkGradients gradients) => Sum(gradients, static (weights, gradient) =>
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += Math.Abs((double)weights[i] * gradient[i]);
        return sum;
    });

    private static double Products(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
            sum += (double)first[i] * second[i];
        return sum;
    }

    private static double Sum(NetworkGradients gradients, Func<ReadOnlySpan<float>, ReadOnlySpan<float>, double> ofLayer)
    {
        var results = gradients.Loss;
        return results.Parameters.Where(NetworkGradients.IsLayer).Sum(one => ofLayer(results.WeightsOf(one), results.GradientOf(one)));
    }
}
