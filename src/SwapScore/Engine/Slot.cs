using SwapScore.Engine.Kernels;
using SwapScore.Networks;

namespace SwapScore.Engine;

/// <summary>Where a plan keeps the values of a node.</summary>
/// <param name="Offset">Offset in the workspace, in floats.</param>
/// <param name="Shape">Shape of one sample.</param>
internal readonly record struct Slot(long Offset, Shape Shape)
{
    public unsafe Tensor In(float* workspace, int lanes) => new(workspace + Offset, Shape, lanes);
}
