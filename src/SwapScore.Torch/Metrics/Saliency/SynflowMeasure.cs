using SwapScore.Networks.Operations;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Saliency;

/// <summary>
/// <c>ln Σ |W·∂R/∂W|</c> of the sum R of the outputs, for the absolute values of all parameters, an input of ones, and without batch
/// normalisation, nor the tanh at the end of decoders, which would be saturated; in double precision. −∞ for a network that is cut off.
/// </summary>
internal static class SynflowMeasure
{
    public static TorchMetric Metric { get; } = TorchMetric.OfStandard("synflow", Compute);

    private static double Compute(GradientRun run)
    {
        var weights = run.AbsoluteWeights();
        var shape = run.Batch.Shape;
        var pass = new TorchPass(
            run.Network, weights, ones([1, shape.Channels, shape.Rows, shape.Columns], ScalarType.Float64, run.Device),
            replaced: (node, x) => node.Operation is BatchNormalization or ActivationFunction { Kind: FunctionKind.Tanh } ? x : null);
        var layers = run.Network.Nodes
            .Where(node => node.Operation is Convolution or Linear && !node.IsAuxiliary && node.WeightOwner == node)
            .Select(node => LayerGradient.WeightOf(weights, node)).ToArray();
        var gradients = GradientRun.Gradients(pass.Output.sum(), layers);
        return Math.Log(layers.Zip(gradients).Sum(pair => pair.Second is null ? 0 : GradientRun.Sum((pair.First * pair.Second).abs())));
    }
}
