using SwapScore.Engine.Backward;
using SwapScore.Engine.Tangents;

namespace SwapScore.Metrics.Gradients;

/// <summary>
/// <c>−Σ W·(H·g)</c> over the weights W of convolutions and linear maps, g the gradient of the loss by them and H its Hessian. H is symmetric, so this is
/// <c>−Σ g·(H·W)</c>: one pass with tangents along the direction W finds g and H·W together.
/// </summary>
/// <remarks>
/// Behind a batch normalization the scale of weights does not matter, so that <c>H·W = −g</c> for those weights: a network of scale-invariant layers alone would
/// score ‖g‖². A classifier C that is linear in its weights scales all these gradients, which nearly cancels that: what is left is of the order in which the
/// softmax departs from equal probabilities.
/// </remarks>
internal static class GraspMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfLabels(
        "grasp", "Minus the sum over all weights of weight times (Hessian times gradient).", "Wang, Zhang, Grosse: GraSP (ICLR 2020)", Compute);

    private static Direction AlongWeights { get; } = new()
    {
        Weights = (owner, parameter, values, tangents) =>
        {
            if (NetworkGradients.IsLayer(owner, parameter)) values.CopyTo(tangents);
        },
    };

    private static double Compute(NetworkGradients gradients)
    {
        var pass = gradients.PassAlong("grasp", new BackwardOptions { Kinds = GradientKinds.Weights }, AlongWeights);
        pass.Backward(gradients.LossOf(gradients.Batch), GradientKinds.Weights);
        var sum = 0.0;
        foreach (var one in pass.Results.Parameters.Where(NetworkGradients.IsLayer))
            foreach (var (gradient, change) in pass.Results.SlopedGradientOf(one))
                sum += (double)gradient * change;
        return -sum;
    }
}
