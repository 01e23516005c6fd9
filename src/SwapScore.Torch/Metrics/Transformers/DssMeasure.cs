using SwapScore.Networks.Operations;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Transformers;

/// <summary>
/// <c>ln (Σ_operations ‖W‖_*·‖∂R/∂W‖_* + Σ_feed-forward |W·∂R/∂W|)</c> of the sum R of the outputs, for the absolute values of all parameters and embeddings
/// of ones; in double precision.
/// </summary>
/// <remarks>
/// Zhou et al. (CVPR 2022) keep the normalisations; behind the last one of an encoder the gradient of a sum is zero, so layer normalisation and
/// dropout are left out here, as synflow leaves out batch normalisation.
/// </remarks>
internal static class DssMeasure
{
    public static TorchMetric Metric { get; } = TorchMetric.OfStandard("dss", Compute);

    private static double Compute(GradientRun run)
    {
        if (!run.IsText) throw new UsageException($"{run.Network.Name} reads no tokens", "this metric is for Transformers");
        var weights = run.AbsoluteWeights();
        var tokens = run.Batch.Shape.Columns;
        var pass = new TorchPass(run.Network, weights, zeros([1, 1, 1, tokens], ScalarType.Float64, run.Device), replaced: (node, x) => node.Operation switch
        {
            TokenEmbedding embedding => ones([1, embedding.Width, 1, tokens], ScalarType.Float64, run.Device),
            LayerNormalization or Dropout => x,
            _ => null,
        });
        var maps = run.Network.Nodes.Where(node => node.Operation is Convolution { IsSequence: false }).ToArray();
        var gradients = GradientRun.Gradients(pass.Output.sum(), [.. maps.Select(node => LayerGradient.WeightOf(weights, node))]);
        return Math.Log(maps.Zip(gradients).Sum(pair =>
        {
            if (pair.Second is not { } gradient) return 0;
            var weight = LayerGradient.WeightOf(weights, pair.First);
            return TokenMaps.IsOfOperation(pair.First) ? TokenGradients.Nuclear(weight) * TokenGradients.Nuclear(gradient)
                : TokenMaps.IsFeedForward(pair.First) ? TokenGradients.Saliency(weight, gradient)
                : 0;
        }));
    }
}
