using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The sum over positions of a value times its gradient, <c>[block][channel][lane]</c>; a unit is a channel of a block.</summary>
/// <param name="value">The values.</param>
/// <param name="gradient">Their gradients.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="target">Offset of the sums in the workspace.</param>
internal sealed unsafe class ProductSumStep<TLanes>(Slot value, Slot gradient, int blocks, long target) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * value.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * value.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var area = value.Shape.Area;
        for (var unit = first; unit < end; unit++)
            ProductSum.Run(
                workspace + value.Offset + unit * area * TLanes.Count, workspace + gradient.Offset + unit * area * TLanes.Count, area, TLanes.Broadcast(0))
                .Store(workspace + target + (long)unit * TLanes.Count);
    }
}
