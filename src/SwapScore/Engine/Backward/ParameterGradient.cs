using SwapScore.Networks;

namespace SwapScore.Engine.Backward;

/// <summary>A parameter and where its values and gradient lie, both in the plain order of <see cref="Networks.Parameter"/>.</summary>
/// <param name="Owner">The node that has the parameter; nodes that share its weights add to one gradient.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Weights">Offset of the values in the workspace.</param>
/// <param name="Gradient">Offset of the gradient in the workspace.</param>
internal sealed record ParameterGradient(Node Owner, Parameter Parameter, long Weights, long Gradient);
