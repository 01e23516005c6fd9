using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A function of single values; a unit is a channel of a block.</summary>
internal sealed unsafe class MapStep<TLanes, TFunction>(Slot input, Slot output, int blocks, float slope = 0) : Step
    where TLanes : unmanaged, ILanes<TLanes>
    where TFunction : IUnaryFunction
{
    public override int Units => blocks * input.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        // Channels of all blocks follow one another in memory.
        var stride = input.Shape.Area * TLanes.Count;
        ElementwiseKernel.Map<TLanes, TFunction>(
            workspace + input.Offset + first * stride, workspace + output.Offset + first * stride, (end - first) * stride, slope);
    }
}
