using SwapScore.Engine.Backward;

namespace SwapScore.Metrics.Gradients;

/// <summary>The gradients of the loss of each half of the batch by the weights of the layers.</summary>
/// <param name="First">Those of the first half, <c>[layer][weight]</c>.</param>
/// <param name="Second">Those of the second, likewise.</param>
internal sealed record HalfGradients(float[][] First, float[][] Second)
{
    /// <summary>Those of a repeat, computed once for all metrics.</summary>
    /// <exception cref="UsageException">The batch has one sample only.</exception>
    public static HalfGradients Of(NetworkGradients gradients) => gradients.Share("halves", () =>
    {
        var half = gradients.Batch.Size / 2;
        if (half < 1) throw new UsageException("two batches cannot be made of one sample", "use a larger batch");
        return new HalfGradients(Find(gradients, 0, half), Find(gradients, half, half));
    });

    private static float[][] Find(NetworkGradients gradients, int start, int count)
    {
        var samples = gradients.Batch.Part(start, count);
        var pass = gradients.Pass("half", samples, new BackwardOptions { Kinds = GradientKinds.Weights });
        pass.Backward(gradients.LossOf(samples), GradientKinds.Weights);
        return [.. pass.Results.Parameters.Where(NetworkGradients.IsLayer).Select(one => pass.Results.GradientOf(one).ToArray())];
    }
}
