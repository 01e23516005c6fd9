using SwapScore.Engine.Tangents;

namespace SwapScore.Engine.Backward;

/// <summary>A loss by its derivatives with respect to the outputs of a sample.</summary>
/// <param name="Gradient">The first.</param>
/// <param name="Curvature">The second, times a change of the outputs; null where it is zero.</param>
internal sealed record Loss(OutputGradient Gradient, OutputCurvature? Curvature = null)
{
    public static implicit operator OutputGradient(Loss loss) => loss.Gradient;
}
