using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A product value by value; a unit is a channel of a block.</summary>
internal sealed unsafe class MultiplyStep<TLanes>(Slot first, Slot second, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int from, int end)
    {
        var stride = output.Shape.Area * TLanes.Count;
        ElementwiseKernel.Product<TLanes>(
            workspace + first.Offset + from * stride, workspace + second.Offset + from * stride, workspace + output.Offset + from * stride, (end - from) * stride);
    }
}
