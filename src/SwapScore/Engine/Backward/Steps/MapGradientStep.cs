using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a function of single values; a unit is a channel of a block.</summary>
internal sealed unsafe class MapGradientStep<TLanes, TFunction>(Slot value, Slot gradient, Slot output, int blocks, float slope = 0) : Step
    where TLanes : unmanaged, ILanes<TLanes>
    where TFunction : IGradientFunction
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => 2 * blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        // Channels of all blocks follow one another in memory.
        var stride = output.Shape.Area * TLanes.Count;
        MapGradientKernel.Run<TLanes, TFunction>(
            workspace + value.Offset + first * stride, workspace + gradient.Offset + first * stride, workspace + output.Offset + first * stride,
            (end - first) * stride, slope);
    }
}
