using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a span convolution by its values; a unit is a feature of a head of a block.</summary>
internal sealed unsafe class SpanValueGradientStep<TLanes>(Slot kernels, Slot gradient, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels * output.Shape.Rows;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * kernels.Shape.Rows;

    public override void Run(float* workspace, int first, int end)
    {
        var (k, g, y) = (kernels.In(workspace, TLanes.Count), gradient.In(workspace, TLanes.Count), output.In(workspace, TLanes.Count));
        for (var unit = first; unit < end; unit++)
            SpanConvolutionGradientKernel.Values<TLanes>(
                k.Data + unit / y.Shape.Rows * k.ChannelStride, g.Data + unit * g.RowStride, y.Data + unit * y.RowStride, k.Shape.Rows, y.Shape.Columns);
    }
}
