using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>Maximum or average pooling; a unit is a channel of a block.</summary>
/// <param name="divisor">See <see cref="PoolingKernel.Run"/>.</param>
internal sealed unsafe class PoolingStep<TLanes>(WindowGeometry geometry, Slot input, Slot output, int blocks, int stride, int divisor) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * geometry.Regions.Max(region => region.TapCount);

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        for (var unit = first; unit < end; unit++)
            PoolingKernel.Run<TLanes>(
                geometry, x.Data + unit * x.ChannelStride, y.Data + unit * y.ChannelStride, x.RowStride * stride, x.ColumnStride * stride, y.RowStride, divisor);
    }
}
