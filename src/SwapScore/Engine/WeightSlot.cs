using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>Where a plan keeps one parameter tensor, and in which order.</summary>
/// <param name="Node">The node that owns it.</param>
/// <param name="Parameter">The tensor.</param>
/// <param name="Ordinal">Its running number in the network, which names its stream of randomness.</param>
/// <param name="Offset">Where it lies in the workspace, in floats.</param>
/// <param name="Layout">How it is packed, or null for the plain order.</param>
internal sealed record WeightSlot(Node Node, Parameter Parameter, int Ordinal, long Offset, ConvolutionLayout? Layout)
{
    /// <summary>What a backward pass reads; null where there is none.</summary>
    public BackwardWeights? Backward { get; init; }

    /// <summary>Whether the tangent of every weight lies behind it.</summary>
    public bool HasTangents { get; init; }
}
