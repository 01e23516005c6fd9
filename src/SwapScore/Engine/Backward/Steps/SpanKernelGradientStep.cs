using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a span convolution by its kernels; a unit is a kernel position of a head of a block.</summary>
internal sealed unsafe class SpanKernelGradientStep<TLanes>(Slot input, Slot gradient, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels * output.Shape.Rows;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * input.Shape.Rows;

    public override void Run(float* workspace, int first, int end)
    {
        var (x, g, y) = (input.In(workspace, TLanes.Count), gradient.In(workspace, TLanes.Count), output.In(workspace, TLanes.Count));
        var positions = y.Shape.Rows;
        for (var unit = first; unit < end; unit++)
            SpanConvolutionGradientKernel.Kernels<TLanes>(
                x.Data + unit / positions * x.ChannelStride, g.Data + unit / positions * g.ChannelStride, y.Data + unit * y.RowStride,
                unit % positions - positions / 2, x.Shape.Rows, x.Shape.Columns);
    }
}
