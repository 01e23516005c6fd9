using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of maximum or average pooling; a unit is a channel of a block.</summary>
/// <param name="geometry">How windows meet the input.</param>
/// <param name="input">What was pooled; for an average only its shape is used.</param>
/// <param name="gradient">The gradient by the output.</param>
/// <param name="output">The gradient by the input.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="stride">Stride of the windows.</param>
/// <param name="divisor">See <see cref="PoolingGradientKernel.Run"/>.</param>
internal sealed unsafe class PoolingGradientStep<TLanes>(
    WindowGeometry geometry, Slot input, Slot gradient, Slot output, int blocks, int stride, int divisor) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => 2 * blocks * TLanes.Count * gradient.Shape.Count * geometry.Regions.Max(region => region.TapCount);

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var g = gradient.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        for (var unit = first; unit < end; unit++)
            PoolingGradientKernel.Run<TLanes>(
                geometry, x.Data + unit * x.ChannelStride, g.Data + unit * g.ChannelStride, y.Data + unit * y.ChannelStride, y.ChannelStride,
                y.RowStride * stride, y.ColumnStride * stride, g.RowStride, divisor);
    }
}
