using SwapScore.Data;
using SwapScore.Engine.Backward;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Gradients;

/// <summary>
/// <c>ln Σ |W·∂R/∂W|</c> of the sum R of the outputs, for the absolute values of all parameters, an input of ones, and without batch
/// normalisation, nor the tanh at the end of decoders, which would be saturated; in double precision. −∞ for a network that is cut off.
/// </summary>
internal static class SynflowMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfImages(
        "synflow", "Logarithm of the sum over all weights of |weight times gradient| of the outputs, for absolute weights and an input of ones.",
        "Tanaka et al.: Pruning neural networks without any data (NeurIPS 2020)", "double precision, without batch normalisation, no data", Compute);

    private static double Compute(NetworkGradients gradients)
    {
        var shape = gradients.Batch.Shape;
        var ones = new float[shape.Count];
        Array.Fill(ones, 1);
        var pass = gradients.Pass(
            "synflow", new Batch(shape, ones, "ones"),
            new BackwardOptions { Kinds = GradientKinds.Weights, IsDouble = true, IsLeftOut = node => node.Operation is BatchNormalization or ActivationFunction { Kind: FunctionKind.Tanh } },
            new AbsoluteInitializer(gradients.Initializer));
        pass.Backward(LossGradients.Sum, GradientKinds.Weights);
        var sum = 0.0;
        foreach (var one in pass.Results.Parameters.Where(NetworkGradients.IsLayer))
        {
            var weights = pass.Results.WeightsOf(one);
            var gradient = pass.Results.DoubleGradientOf(one);
            for (var i = 0; i < weights.Length; i++)
                sum += Math.Abs(weights[i] * gradient[i]);
        }

        return Math.Log(sum);
    }
}
