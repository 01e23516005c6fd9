using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A convolution with kernels of the sample; a unit is a feature of a head of a block.</summary>
internal sealed unsafe class SpanConvolutionStep<TLanes>(Slot kernels, Slot input, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Channels * input.Shape.Rows;

    public override long Cost => blocks * TLanes.Count * input.Shape.Count * kernels.Shape.Rows;

    public override void Run(float* workspace, int first, int end)
    {
        var k = kernels.In(workspace, TLanes.Count);
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        for (var unit = first; unit < end; unit++)
            SpanConvolutionKernel.Run<TLanes>(
                k.Data + unit / input.Shape.Rows * k.ChannelStride,
                x.Data + unit * x.RowStride,
                y.Data + unit * y.RowStride,
                kernels.Shape.Rows,
                input.Shape.Columns);
    }
}
