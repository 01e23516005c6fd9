using SwapScore.Data;
using SwapScore.Engine.Backward;
using SwapScore.Metrics.Matrices;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Gradients;

/// <summary>
/// <c>ln (Σ_operations ‖W‖_*·‖∂R/∂W‖_* + Σ_feed-forward |W·∂R/∂W|)</c> of the sum R of the outputs, for the absolute values of all parameters and embeddings
/// of ones; in double precision. ‖·‖_* is the sum of singular values.
/// </summary>
/// <remarks>
/// Zhou et al. (CVPR 2022) keep the normalisations; behind the last one of an encoder the gradient of a sum is zero, so layer normalisation and
/// dropout are left out here, as synflow leaves out batch normalisation.
/// </remarks>
internal static class DssMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfTexts(
        "dss", "Logarithm of synaptic diversity of attention plus saliency of the feed-forward maps, for absolute weights and an input of ones.",
        "Zhou et al.: Training-free Transformer Architecture Search (CVPR 2022)", "double precision, without layer normalisation, no data", Compute);

    private static double Compute(NetworkGradients gradients)
    {
        TokenGradients.RequireTokens(gradients.Network);
        var shape = gradients.Batch.Shape;
        var pass = gradients.Pass(
            "dss", new Batch(shape, new float[shape.Count], "zeros"),
            new BackwardOptions { Kinds = GradientKinds.Weights, IsDouble = true, IsLeftOut = node => node.Operation is LayerNormalization or Dropout },
            new AbsoluteInitializer(gradients.Initializer, hasEmbeddingsOfOnes: true));
        pass.Backward(LossGradients.Sum, GradientKinds.Weights);
        var sum = 0.0;
        foreach (var one in pass.Results.Parameters.Where(TokenGradients.IsMap))
        {
            var weights = TokenGradients.Widened(pass.Results.WeightsOf(one));
            var gradient = pass.Results.DoubleGradientOf(one);
            if (TokenMaps.IsOfOperation(one.Owner)) sum += SingularValues.Sum(weights, one.Parameter.FanIn) * SingularValues.Sum(gradient, one.Parameter.FanIn);
            else if (TokenMaps.IsFeedForward(one.Owner)) sum += TokenGradients.Saliency(weights, gradient);
        }

        return Math.Log(sum);
    }
}
