using SwapScore.Metrics.Gradients;
using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>
/// A weight of a layer as a repeat draws it, and the gradient of the task's loss of the batch by it. Both have the order that
/// <see cref="Networks.Parameter"/> describes.
/// </summary>
public sealed class WeightGradient
{
    private WeightGradient(Node layer, ParameterRole role, float[] values, float[] gradient) =>
        (Layer, Role, Values, Gradient) = (layer, role, values, gradient);

    /// <summary>The convolution or linear map.</summary>
    public Node Layer { get; }

    /// <summary>The role of the weight in its operation.</summary>
    public ParameterRole Role { get; }

    /// <summary>The weight.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>The gradient of the loss by it, as many numbers.</summary>
    public ReadOnlyMemory<float> Gradient { get; }

    /// <summary>Those of a network, copied: the memory of a pass is used again.</summary>
    internal static IEnumerable<WeightGradient> Copy(NetworkGradients gradients)
    {
        var results = gradients.Loss;
        return results.Parameters.Where(NetworkGradients.IsLayer).Select(one =>
            new WeightGradient(one.Owner, one.Parameter.Role, results.WeightsOf(one).ToArray(), results.GradientOf(one).ToArray()));
    }
}
